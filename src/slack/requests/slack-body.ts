import { Problem } from '../../common/errors/problem';
import type { RequestKind, SlackBody } from './incoming';

/** Reads the body of a request of that kind. @throws Problem */
export function readBody(kind: RequestKind, body: Buffer): SlackBody {
  const text = body.toString('utf8');
  if (kind === 'event') return event(json(text));
  const form = new URLSearchParams(text);
  if (kind === 'interaction') return json(form.get('payload') ?? '');
  return Object.fromEntries([...form].map(([name, value]) => [name, storable(value)]));
}

/** Whether this is Slack's occasional check of our certificate. It is not signed, and wants a 200 and nothing else. */
export function isSslCheck(kind: RequestKind, body: Buffer): boolean {
  if (kind === 'event') return false;
  const form = new URLSearchParams(body.toString('utf8'));
  return form.get('ssl_check') === '1' && !form.has('command') && !form.has('payload');
}

function json(text: string): SlackBody {
  try {
    const value: unknown = JSON.parse(text, (_, member: unknown) =>
      typeof member === 'string' ? storable(member) : member,
    );
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as SlackBody;
  } catch {
    // Said below.
  }
  throw unreadable();
}

/** Bolt reads the inner event before it checks that there is one. */
function event(body: SlackBody): SlackBody {
  const inner = body.event;
  if (inner === undefined) return body;
  const sound = typeof inner === 'object' && inner !== null && typeof (inner as SlackBody).type === 'string';
  if (!sound) throw unreadable();
  return body;
}

/** PostgreSQL has no NUL in text. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}

function unreadable(): Problem {
  return new Problem(400, 'validation_failed', 'The body is not what Slack sends.', {
    extensions: { errors: [] },
  });
}
