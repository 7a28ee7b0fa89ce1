import { AccountInput } from '../microsoft/account.directory';
import { EventAddress } from '../microsoft/controls';
import { occurrenceId } from '../microsoft/event.id';
import { EventInput, EventPatch, PatternedRecurrence, ResponseType } from '../microsoft/graph.event';
import { MicrosoftControl } from '../microsoft/microsoft.control';
import { CONSULTANT } from './consultant';
import { Span, Week } from './week';

export const INITECH_PROJECT = 'AAMkAGInitechProjectAAA=';
const ZONE = 'Europe/Berlin';
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const NEVER = '0001-01-01T00:00:00Z';

/** What to seed: the account, the events of each calendar, and which of their occurrences were deleted since. */
export interface OutlookStory {
  account: AccountInput;
  batches: { calendarId: string; events: EventInput[] }[];
  deletions: EventAddress[];
}

/**
 * The other calendar of Robin Berger, at the tenant "Berger Consulting": the Initech project, where everybody uses
 * Outlook. It reaches as far as the Google one, and one series goes back a year. The same `now` gives the same story.
 */
export function outlookCalendar(now: Date): OutlookStory {
  const week = new Week(now, ZONE);
  const standUp = initechStandUp(week);
  return {
    account: {
      email: CONSULTANT,
      name: 'Robin Berger',
      calendars: [
        { name: 'Calendar', isDefaultCalendar: true, color: 'lightBlue', hexColor: '#a6d1f5' },
        { id: INITECH_PROJECT, name: 'Initech project', color: 'lightGreen', hexColor: '#87d28e' },
      ],
    },
    batches: [
      {
        calendarId: CONSULTANT,
        events: [...steeringCommittee(week), ...invitations(week), ...ownTime(week)],
      },
      { calendarId: INITECH_PROJECT, events: [...standUp.events, ...workshops(week)] },
    ],
    deletions: [{ calendarId: INITECH_PROJECT, eventId: standUp.deleted }],
  };
}

/** Puts the story into a simulator. */
export async function tellOutlookStory(
  microsoft: MicrosoftControl,
  { account, batches, deletions }: OutlookStory,
): Promise<void> {
  await microsoft.seedAccounts({ accounts: [account] });
  for (const batch of batches) await microsoft.putEvents(batch);
  for (const deletion of deletions) await microsoft.deleteEvent(deletion);
}

/** Every Thursday for a year; once called off by its organizer, once twice as long. */
function steeringCommittee(week: Week): EventInput[] {
  const id = 'initechsteering';
  return [
    {
      ...meeting(id, 'Initech: steering committee', week.meeting(-361, '11:00', 60)),
      ...invitedBy('Bill Lumbergh', 'bill@initech.example', 'accepted'),
      recurrence: weekly(['thursday']),
      location: { displayName: 'Initech, board room' },
      isOnlineMeeting: true,
      onlineMeeting: { joinUrl: 'https://teams.microsoft.com/l/meetup-join/initech-steering' },
    },
    {
      ...exception(id, week.meeting(-11, '11:00', 60)),
      subject: 'Canceled: Initech: steering committee',
      ...{ isCancelled: true, showAs: 'free' },
    },
    { ...exception(id, week.meeting(3, '11:00', 60)), ...times(week.meeting(3, '11:00', 120)) },
  ];
}

/** Every morning; this week has it late once, and last week somebody deleted one. */
function initechStandUp(week: Week): { events: EventInput[]; deleted: string } {
  const id = 'initechstandup';
  const standUp = meeting(id, 'Initech stand-up', week.meeting(-42, '08:45', 15));
  const late = { ...exception(id, week.meeting(1, '08:45', 15)), ...times(week.meeting(1, '09:45', 15)) };
  const deletedDay = week.meeting(-4, '08:45', 15).start.dateTime?.slice(0, 10) ?? '';
  return {
    events: [{ ...standUp, recurrence: weekly(WORKDAYS) }, late],
    deleted: occurrenceId(id, deletedDay),
  };
}

function workshops(week: Week): EventInput[] {
  const content = '<p>We bring:</p><ul><li>the old schema</li><li>coffee &amp; patience</li></ul>';
  return [
    {
      ...meeting('initechdatamodel', 'Initech: data model workshop', week.meeting(-5, '13:00', 180)),
      body: { contentType: 'html', content },
      location: { displayName: 'Initech, room 4' },
      categories: ['Initech'],
    },
    meeting('initechrehearsal', 'Initech: migration rehearsal', week.meeting(2, '13:30', 210)),
    meeting('initechpairing', 'Initech: pairing on the TPS export', week.meeting(-7, '10:00', 150)),
  ];
}

function invitations(week: Week): EventInput[] {
  return [
    {
      ...meeting('initechbudget', 'Initech: budget for phase 2?', week.meeting(4, '11:00', 45)),
      ...invitedBy('Bill Lumbergh', 'bill@initech.example', 'tentativelyAccepted'),
      showAs: 'tentative',
    },
    {
      ...meeting('initechallhands', 'Initech: all hands', week.meeting(0, '14:00', 60)),
      ...invitedBy('Bill Lumbergh', 'bill@initech.example', 'declined'),
      showAs: 'free',
    },
  ];
}

/** What a calendar holds besides work for the client, in every shape that Outlook has for it. */
function ownTime(week: Week): EventInput[] {
  return [
    {
      ...wholeDays('fair', 'Trade fair, Nuremberg', week.allDay(8, 2)),
      location: { displayName: 'Nuremberg' },
    },
    { ...meeting('reading', 'Reading time', week.meeting(-3, '17:00', 60)), showAs: 'free' },
    { ...meeting('dentist', 'Dentist', week.meeting(-6, '10:00', 120)), showAs: 'oof' },
    {
      ...meeting('stuttgart', 'Train to Stuttgart', week.meeting(-5, '07:00', 150)),
      showAs: 'workingElsewhere',
    },
    { ...meeting('school', 'Parents’ evening', week.meeting(1, '18:30', 90)), sensitivity: 'private' },
    meeting('untitled', null, week.meeting(-1, '20:15', 30)),
  ];
}

function meeting(id: string, subject: string | null, span: Span): EventInput & { id: string } {
  return { id, subject, ...times(span) };
}

function times({ start, end }: Span): Pick<EventInput, 'start' | 'end'> {
  const graph = ({ dateTime = '', timeZone = ZONE }: Span['start']) => ({ dateTime, timeZone });
  return { start: graph(start), end: graph(end) };
}

function wholeDays(id: string, subject: string, { start, end }: Span): EventInput {
  const midnight = (day = '') => ({ dateTime: `${day}T00:00:00`, timeZone: ZONE });
  return { id, subject, isAllDay: true, start: midnight(start.date), end: midnight(end.date) };
}

/** The occurrence that was planned for `planned`, to be changed by the caller. */
function exception(seriesMasterId: string, { start }: Span): EventPatch {
  return { seriesMasterId, originalStart: start.dateTime };
}

function weekly(daysOfWeek: string[]): PatternedRecurrence {
  return {
    pattern: { type: 'weekly', interval: 1, daysOfWeek, firstDayOfWeek: 'monday' },
    range: { type: 'noEnd', recurrenceTimeZone: 'W. Europe Standard Time' },
  };
}

function invitedBy(name: string, address: string, response: ResponseType): EventPatch {
  const self = { name: 'Robin Berger', address: CONSULTANT };
  const status = { response, time: NEVER };
  return {
    isOrganizer: false,
    organizer: { emailAddress: { name, address } },
    attendees: [{ type: 'required', status, emailAddress: self }],
    responseStatus: status,
  };
}
