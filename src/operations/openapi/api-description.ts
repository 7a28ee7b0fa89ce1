import { DocumentBuilder, type OpenAPIObject } from '@nestjs/swagger';

const TAGS = {
  Auth: 'Signing up, signing in, and one’s own account',
  Users: 'Everybody’s accounts',
  Connections: 'Accounts at calendar providers',
  Calendars: 'The calendars that are followed',
  Sync: 'Fetching what is new',
  Events: 'Meetings, and turning them into time entries',
  Slack: 'Installing the app, who is who there, what people are told, and time that is logged there',
  Clients: 'Who is billed, at what rate and by what rounding',
  Projects: 'Work for a client, and terms of its own',
  'Time entries': 'Work that was done, and its approval',
  Invoices: 'What clients owe for approved time, from the draft to the number',
  Admin: 'For those who look after everybody',
  Operations: 'For those who run the service',
};

const WORDS = `
Calendar events become time entries, which are approved and billed.

**Signing in.** \`POST /api/v1/auth/login\` gives an access token and a refresh token. Every other route takes
\`Authorization: Bearer <access token>\`, unless it is shown without a lock. Viewers only read; members work with their own data
and with clients and projects; admins also see everybody's time entries and invoices.

**Forms.** JSON with snake_case names. Ids are UUIDs. Instants are RFC 3339 with an offset, answered in UTC. Money is in minor
units beside an ISO 4217 code. Durations are whole minutes. Unknown fields are refused.

**Errors** are \`application/problem+json\` (RFC 9457). \`code\` is a stable word for programs, \`detail\` a sentence for people;
\`validation_failed\` has \`errors\` with a JSON pointer each. What belongs to somebody else looks like what does not exist: 404.
Every answer carries \`X-Request-Id\`.

**Lists** take \`limit\` (1 to 500, 50 without it) and \`cursor\`, which is the \`next_cursor\` of the page before; it is null on
the last page. The order is stable.

**Idempotency.** A POST that creates something takes an \`Idempotency-Key\` of up to 255 characters. For 24 hours the same key with
the same body gets the first answer again; with another body it is 422 \`idempotency_key_reused\`, and 409 \`conflict\` while the
first is being worked on.

**Limits.** 1,200 requests a minute, in bursts of 200. A 429 says in \`Retry-After\` how many seconds to wait.
`.trim();

/** Everything in the OpenAPI document that is not read off the controllers. */
export function apiDescription(): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('BillOps Integrations')
    .setDescription(WORDS)
    .setVersion('1')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  for (const [name, words] of Object.entries(TAGS)) builder.addTag(name, words);
  return builder.build();
}
