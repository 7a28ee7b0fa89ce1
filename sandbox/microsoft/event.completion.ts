import { EventInput, Fields } from './graph.event';
import { fieldsOf } from './item';
import { windowsZone } from './zone.name';

const NEVER = '0001-01-01T00:00:00Z';

/** Whose calendar it is. */
export interface Owner {
  name: string;
  address: string;
}

/** The fields as Graph would store them: what the input leaves out gets the value that Graph gives a new event. */
export function completeFields(input: EventInput, owner: Owner, now: string): Fields {
  const organizer = { emailAddress: { name: owner.name, address: owner.address } };
  const invited = isInvitation(input, owner);
  return {
    createdDateTime: now,
    lastModifiedDateTime: now,
    categories: [],
    transactionId: null,
    originalStartTimeZone: windowsZone(input.start?.timeZone ?? 'UTC'),
    originalEndTimeZone: windowsZone(input.end?.timeZone ?? 'UTC'),
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    hasAttachments: false,
    subject: null,
    importance: 'normal',
    sensitivity: 'normal',
    isAllDay: false,
    isCancelled: false,
    isOrganizer: !invited,
    responseRequested: true,
    showAs: 'busy',
    onlineMeetingUrl: null,
    isOnlineMeeting: false,
    onlineMeetingProvider: 'unknown',
    allowNewTimeProposals: true,
    isDraft: false,
    hideAttendees: false,
    responseStatus: { response: invited ? 'notResponded' : 'organizer', time: NEVER },
    body: { contentType: 'html', content: '' },
    location: {
      displayName: '',
      locationType: 'default',
      uniqueIdType: 'unknown',
      address: {},
      coordinates: {},
    },
    locations: [],
    recurrence: null,
    attendees: [],
    organizer,
    onlineMeeting: null,
    ...fieldsOf(input),
  };
}

/** The first 255 characters of the body as text. */
export function previewOf(body: Fields['body']): string {
  const { contentType, content } = { contentType: 'text', content: '', ...body };
  return (contentType === 'html' ? textOf(content) : content).slice(0, 255);
}

function textOf(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const named = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': ' ', '&amp;': '&' };
  return Object.entries(named).reduce((told, [name, sign]) => told.replaceAll(name, sign), text);
}

function isInvitation({ organizer }: EventInput, { address }: Owner): boolean {
  const { emailAddress } = (organizer ?? {}) as { emailAddress?: { address?: string } };
  return emailAddress?.address !== undefined && emailAddress.address !== address;
}
