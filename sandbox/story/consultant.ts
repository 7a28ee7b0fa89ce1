import { AccountInput } from '../google/account.directory';
import { Attendee, EventInput, ResponseStatus } from '../google/google.event';
import { Span, Week } from './week';

export const CONSULTANT = 'robin@berger-consulting.example';
export const ACME_PROJECT = 'acme-project@group.calendar.google.com';
const ZONE = 'Europe/Berlin';

/** What to seed: the account with its calendar list, and the events of each calendar. */
export interface CalendarStory {
  account: AccountInput;
  batches: { calendarId: string; events: EventInput[] }[];
}

/**
 * Some weeks in the life of Robin Berger, who consults for Acme, Globex and Initech: from six weeks before the week of
 * `now` (Berlin time) to six weeks after, some series longer. The same `now` gives the same story.
 */
export function consultantCalendar(now: Date): CalendarStory {
  const week = new Week(now, ZONE);
  return {
    account: {
      email: CONSULTANT,
      name: 'Robin Berger',
      timeZone: ZONE,
      calendars: [
        {
          id: CONSULTANT,
          summary: 'Robin Berger',
          primary: true,
          selected: true,
          backgroundColor: '#9fe1e7',
        },
        { id: ACME_PROJECT, summary: 'Acme project', selected: true, backgroundColor: '#f83a22' },
      ],
    },
    batches: [
      { calendarId: CONSULTANT, events: [...clientMeetings(week), ...workshops(week), ...ownTime(week)] },
      { calendarId: ACME_PROJECT, events: acmeProject(week) },
    ],
  };
}

/** Series with clients, with what happens to series: one meeting cancelled, one moved, one grown longer. */
function clientMeetings(week: Week): EventInput[] {
  const globex = series(
    'globexreview',
    'Globex weekly review',
    week.meeting(-39, '14:00', 60),
    'WEEKLY;COUNT=13',
  );
  const initech = series(
    'initechsync',
    'Initech: sprint planning',
    week.meeting(-41, '10:00', 90),
    'WEEKLY;INTERVAL=2',
  );
  const coaching = series('coaching', 'Coaching Hooli leads', week.meeting(-38, '16:30', 45), 'WEEKLY');
  return [
    { ...globex, ...withPeople('accepted', 'dana@globex.example', 'lee@globex.example') },
    { ...instance(globex, week.meeting(-11, '14:00', 60)), status: 'cancelled' },
    { ...instance(globex, week.meeting(3, '14:00', 60)), ...week.meeting(4, '09:30', 60) },
    { ...initech, ...withPeople('accepted', 'sam@initech.example'), location: 'Initech, room 4' },
    { ...instance(initech, week.meeting(-13, '10:00', 90)), ...week.meeting(-13, '10:00', 150) },
    { ...coaching, ...withPeople('tentative', 'kim@hooli.example') },
  ];
}

function workshops(week: Week): EventInput[] {
  const agenda =
    '<p>Agenda:</p><ul><li>Where are we?</li><li>Risks &amp; costs</li></ul><a href="https://globex.example">Plan</a>';
  return [
    {
      ...one('globexworkshop', 'Globex: architecture workshop', week.meeting(-6, '10:00', 240)),
      ...withPeople('accepted', 'dana@globex.example'),
      description: agenda,
      location: 'Globex HQ, Hamburg',
    },
    one('acmekickoff', 'Acme: kick-off phase 2', week.meeting(-20, '13:00', 180)),
    one('acmedemo', 'Acme: demo for the board', week.meeting(1, '15:00', 75)),
    one('initechmigration', 'Initech: database migration (night shift)', week.meeting(-5, '22:30', 180)),
    one('hoolioffer', 'Hooli: offer, first talk', week.meeting(2, '11:00', 45)),
    one('phonecall', undefined, week.meeting(-4, '17:10', 25)),
    {
      ...one('initechretro', 'Initech retrospective', week.meeting(0, '16:00', 60)),
      ...withPeople('declined', 'sam@initech.example'),
    },
    {
      ...one('globexlunch', 'Globex: steering committee?', week.meeting(2, '12:30', 60)),
      ...withPeople('tentative', 'lee@globex.example'),
      status: 'tentative',
    },
  ];
}

/** What a calendar holds besides work for clients, in every shape that Google has for it. */
function ownTime(week: Week): EventInput[] {
  const decline = { autoDeclineMode: 'declineNone' };
  return [
    { ...one('conference', 'EuroPerf conference', week.allDay(9, 2)), location: 'Prague' },
    { ...one('holiday', 'Public holiday', week.allDay(-17)), transparency: 'transparent' },
    {
      ...one('focus', 'Focus: Globex report', week.meeting(-3, '10:00', 120)),
      eventType: 'focusTime',
      focusTimeProperties: { ...decline, chatStatus: 'doNotDisturb' },
    },
    {
      ...one('outofoffice', 'Out of office', week.meeting(4, '13:00', 300)),
      eventType: 'outOfOffice',
      outOfOfficeProperties: decline,
    },
    {
      ...one('home', 'Home', week.allDay(1)),
      eventType: 'workingLocation',
      transparency: 'transparent',
      visibility: 'public',
      workingLocationProperties: { type: 'homeOffice', homeOffice: {} },
    },
    {
      ...one('train', 'Train to Hamburg (can be called)', week.meeting(-6, '06:30', 120)),
      transparency: 'transparent',
    },
    { ...one('doctor', 'Doctor', week.meeting(-7, '08:00', 45)), visibility: 'private' },
  ];
}

function acmeProject(week: Week): EventInput[] {
  const standUp = series(
    'acmestandup',
    'Acme stand-up',
    week.meeting(-42, '09:15', 15),
    'WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  );
  return [
    { ...standUp, hangoutLink: 'https://meet.google.com/acm-estd-upp' },
    { ...instance(standUp, week.meeting(-10, '09:15', 15)), status: 'cancelled' },
    one('acmerefinement', 'Acme: backlog refinement', week.meeting(0, '10:00', 60)),
    one('acmepairing', 'Acme: pairing on the import', week.meeting(-5, '13:30', 150)),
    // Robin left the pairing for it, and nobody told the calendar.
    one('acmecall', 'Acme: call about the import', week.meeting(-5, '15:30', 50)),
    one('acmeplanning', 'Acme: planning of the release', week.meeting(-3, '11:00', 80)),
  ];
}

function one(id: string, summary: string | undefined, span: Span): EventInput {
  return { id, ...(summary !== undefined && { summary }), ...span };
}

function series(id: string, summary: string, span: Span, rule: string): EventInput & { id: string } {
  return { ...one(id, summary, span), id, recurrence: [`RRULE:FREQ=${rule}`] };
}

/** An exception of the series: the instance that was planned for `planned`, to be changed by the caller. */
function instance(of: EventInput & { id: string }, planned: Span): EventInput {
  const { recurrence: _, id, ...shared } = of;
  return { ...shared, ...planned, recurringEventId: id, originalStartTime: planned.start };
}

function withPeople(answer: ResponseStatus, ...others: string[]): { attendees: Attendee[] } {
  const guests = others.map((email): Attendee => ({ email, responseStatus: 'accepted' }));
  return { attendees: [{ email: CONSULTANT, self: true, responseStatus: answer }, ...guests] };
}
