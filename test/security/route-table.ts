/** Things that belong to one person: a stranger who names one is answered as if it did not exist. */
export type Owned = 'account' | 'calendar' | 'event' | 'convertedEvent' | 'entry' | 'job';

/** Who may use a route: anybody at all; everybody signed in, of whom viewers only read; admins. */
export type Access = 'public' | 'everybody' | 'admin';

/** One row of the matrix. */
export interface Row {
  access: Access;
  /** A sound request, given the id of what it is about; without it the route's path as it stands, and no body. */
  request?: (id: string) => { path: string; body?: object };
  /** What that id is of, if it belongs to one person. */
  about?: Owned;
  /** Admins see everybody's. */
  adminSees?: boolean;
}

const API = '/api/v1';
const INTEGRATIONS = `${API}/integrations`;
const at = (path: string, body?: object): { path: string; body?: object } => ({ path, body });
const HOUR = { started_at: '2026-11-20T09:00:00Z', duration_minutes: 60 };

/** Rows of a resource that all users share: clients and projects. */
function shared(name: string, sample: object): Record<string, Row> {
  const path = `${API}/${name}`;
  return {
    [`GET ${path}`]: { access: 'everybody' },
    [`POST ${path}`]: { access: 'everybody', request: () => at(path, sample) },
    [`GET ${path}/:id`]: { access: 'everybody', request: (id) => at(`${path}/${id}`) },
    [`PATCH ${path}/:id`]: { access: 'everybody', request: (id) => at(`${path}/${id}`, { name: 'New' }) },
    [`DELETE ${path}/:id`]: { access: 'everybody', request: (id) => at(`${path}/${id}`) },
  };
}

const OPEN: Record<string, Row> = Object.fromEntries(
  [
    'GET /',
    'GET /health/live',
    'GET /health/ready',
    'GET /metrics',
    'GET /slack/link',
    'GET /slack/link.js',
    `POST ${API}/auth/signup`,
    `POST ${API}/auth/login`,
    `POST ${API}/auth/refresh`,
    `GET ${INTEGRATIONS}/:provider/callback`,
    `GET ${INTEGRATIONS}/slack/callback`,
    ...['commands/time', 'interactions', 'events'].map((end) => `POST ${INTEGRATIONS}/slack/${end}`),
  ].map((name): [string, Row] => [name, { access: 'public' }]),
);

const ACCOUNTS: Record<string, Row> = {
  [`GET ${API}/auth/me`]: { access: 'everybody' },
  [`PATCH ${API}/auth/me`]: { access: 'everybody', request: () => at(`${API}/auth/me`, { timezone: 'UTC' }) },
  [`GET ${API}/users`]: { access: 'admin' },
  [`POST ${API}/users`]: {
    access: 'admin',
    request: () => at(`${API}/users`, { email: 'a@example.com', name: 'A', password: 'correct horse' }),
  },
};

const ENTRIES: Record<string, Row> = {
  [`GET ${API}/time-entries`]: { access: 'everybody' },
  [`POST ${API}/time-entries`]: { access: 'everybody', request: () => at(`${API}/time-entries`, HOUR) },
  [`GET ${API}/time-entries/totals`]: { access: 'everybody' },
  [`GET ${API}/time-entries/:id`]: {
    access: 'everybody',
    about: 'entry',
    adminSees: true,
    request: (id) => at(`${API}/time-entries/${id}`),
  },
  [`GET ${API}/time-entries/:id/history`]: {
    access: 'everybody',
    about: 'entry',
    adminSees: true,
    request: (id) => at(`${API}/time-entries/${id}/history`),
  },
  [`PATCH ${API}/time-entries/:id`]: {
    access: 'everybody',
    about: 'entry',
    adminSees: true,
    request: (id) => at(`${API}/time-entries/${id}`, { description: 'New' }),
  },
  [`DELETE ${API}/time-entries/:id`]: {
    access: 'everybody',
    about: 'entry',
    adminSees: true,
    request: (id) => at(`${API}/time-entries/${id}`),
  },
  [`POST ${API}/time-entries/approve`]: {
    access: 'admin',
    request: (id) => at(`${API}/time-entries/approve`, { time_entry_ids: [id] }),
  },
  [`POST ${API}/time-entries/reject`]: {
    access: 'admin',
    request: (id) => at(`${API}/time-entries/reject`, { time_entry_ids: [id], reason: 'No.' }),
  },
  [`POST ${API}/time-entries/:id/approve`]: {
    access: 'admin',
    request: (id) => at(`${API}/time-entries/${id}/approve`),
  },
  [`POST ${API}/time-entries/:id/reject`]: {
    access: 'admin',
    request: (id) => at(`${API}/time-entries/${id}/reject`, { reason: 'No.' }),
  },
  ...Object.fromEntries(
    ['accept', 'keep'].map((decision): [string, Row] => [
      `POST ${API}/time-entries/:id/meeting/${decision}`,
      {
        access: 'everybody',
        about: 'entry',
        adminSees: true,
        request: (id) => at(`${API}/time-entries/${id}/meeting/${decision}`),
      },
    ]),
  ),
};

const INVOICES: Record<string, Row> = {
  [`GET ${API}/invoices`]: { access: 'everybody' },
  [`POST ${API}/invoices`]: {
    access: 'everybody',
    request: (id) => at(`${API}/invoices`, { client_id: id, from: '2026-03-01', to: '2026-03-31' }),
  },
  [`GET ${API}/invoices/:id`]: { access: 'admin', request: (id) => at(`${API}/invoices/${id}`) },
  [`GET ${API}/invoices/:id/history`]: {
    access: 'admin',
    request: (id) => at(`${API}/invoices/${id}/history`),
  },
  [`GET ${API}/invoices/:id/print`]: { access: 'admin', request: (id) => at(`${API}/invoices/${id}/print`) },
  [`GET ${API}/invoices/:id/csv`]: { access: 'admin', request: (id) => at(`${API}/invoices/${id}/csv`) },
  [`POST ${API}/invoices/:id/finalize`]: {
    access: 'admin',
    request: (id) => at(`${API}/invoices/${id}/finalize`),
  },
  [`POST ${API}/invoices/:id/void`]: { access: 'admin', request: (id) => at(`${API}/invoices/${id}/void`) },
};

const CONNECTIONS: Record<string, Row> = {
  [`GET ${INTEGRATIONS}/:provider/authorize`]: {
    access: 'everybody',
    request: () => at(`${INTEGRATIONS}/google/authorize`),
  },
  [`POST ${INTEGRATIONS}/:provider/callback`]: {
    access: 'everybody',
    request: () => at(`${INTEGRATIONS}/google/callback`, { code: 'code', state: 'state' }),
  },
  [`GET ${INTEGRATIONS}/accounts`]: { access: 'everybody' },
  [`DELETE ${INTEGRATIONS}/accounts/:id`]: {
    access: 'everybody',
    about: 'account',
    request: (id) => at(`${INTEGRATIONS}/accounts/${id}`),
  },
  [`GET ${INTEGRATIONS}/:provider/calendars`]: {
    access: 'everybody',
    about: 'account',
    request: (id) => at(`${INTEGRATIONS}/google/calendars?oauth_account_id=${id}`),
  },
  [`POST ${INTEGRATIONS}/:provider/select-calendar`]: {
    access: 'everybody',
    about: 'account',
    request: (id) =>
      at(`${INTEGRATIONS}/google/select-calendar`, { calendar_id: 'any', oauth_account_id: id }),
  },
};

const CALENDARS: Record<string, Row> = {
  [`GET ${INTEGRATIONS}/calendars`]: { access: 'everybody' },
  ...Object.fromEntries(
    (
      [
        ['GET', ''],
        ['PATCH', '', { days_back: 3 }],
        ['DELETE', ''],
        ['PUT', '/enable', { sync_enabled: false }],
        ['GET', '/events'],
        ['GET', '/sync-runs'],
      ] as [string, string, object?][]
    ).map(([method, end, body]): [string, Row] => [
      `${method} ${INTEGRATIONS}/calendars/:id${end}`,
      {
        access: 'everybody',
        about: 'calendar',
        request: (id) => at(`${INTEGRATIONS}/calendars/${id}${end}`, body),
      },
    ]),
  ),
  [`POST ${INTEGRATIONS}/:provider/:calendar_id/sync`]: {
    access: 'everybody',
    about: 'calendar',
    request: (id) => at(`${INTEGRATIONS}/google/${id}/sync`),
  },
  [`GET ${INTEGRATIONS}/jobs/:job_id`]: {
    access: 'everybody',
    about: 'job',
    request: (id) => at(`${INTEGRATIONS}/jobs/${id}`),
  },
  [`POST ${INTEGRATIONS}/calendars/events/convert`]: {
    access: 'everybody',
    about: 'event',
    request: (id) => at(`${INTEGRATIONS}/calendars/events/convert`, { synced_event_id: id }),
  },
  [`DELETE ${INTEGRATIONS}/calendars/events/:id/convert`]: {
    access: 'everybody',
    about: 'convertedEvent',
    request: (id) => at(`${INTEGRATIONS}/calendars/events/${id}/convert`),
  },
};

const SLACK_PERSON: Record<string, Row> = {
  [`GET ${INTEGRATIONS}/slack/authorize`]: { access: 'everybody' },
  [`POST ${INTEGRATIONS}/slack/callback`]: {
    access: 'everybody',
    request: () => at(`${INTEGRATIONS}/slack/callback`, { code: 'code', state: 'state' }),
  },
  [`GET ${INTEGRATIONS}/slack/status`]: { access: 'everybody' },
  ...Object.fromEntries(
    (
      [
        ['POST', 'link/preview', { token: 'any' }],
        ['POST', 'link', { token: 'any' }],
        ['DELETE', 'link'],
        ['PUT', 'preferences', { daily_summary: true }],
        ['POST', 'time-entry', { duration_minutes: 60, description: 'Call' }],
      ] as [string, string, object?][]
    ).map(([method, end, body]): [string, Row] => [
      `${method} ${INTEGRATIONS}/slack/${end}`,
      { access: 'everybody', request: () => at(`${INTEGRATIONS}/slack/${end}`, body) },
    ]),
  ),
};

const ADMIN: Record<string, Row> = {
  [`GET ${API}/admin/integrations/overview`]: { access: 'admin' },
  [`POST ${API}/admin/integrations/sync`]: {
    access: 'admin',
    request: (id) => at(`${API}/admin/integrations/sync`, { calendar_id: id }),
  },
  [`GET ${API}/admin/integrations/sync/:batch_id`]: {
    access: 'admin',
    request: (id) => at(`${API}/admin/integrations/sync/${id}`),
  },
};

/** Every route of the service and who may use it. A new route needs a row here, or the route matrix fails. */
export const TABLE: Record<string, Row> = {
  ...OPEN,
  ...ACCOUNTS,
  ...shared('clients', { name: 'Acme' }),
  ...shared('projects', { name: 'Site', client_id: '00000000-0000-4000-8000-000000000000' }),
  ...ENTRIES,
  ...INVOICES,
  ...CONNECTIONS,
  ...CALENDARS,
  ...SLACK_PERSON,
  ...ADMIN,
};

/** The middleware that logs requests stands among the routes too. It answers nothing. */
export const MIDDLEWARE = [
  'ALL /',
  'ALL /api/v1',
  'ALL /api/v1{/*splat}',
  'ALL /health/{*path}',
  'ALL /metrics',
  'ALL /slack/{*path}',
];

/** The pages and documents that describe the API are for everybody; their library names them. */
export const DESCRIPTION = /^GET \/+api\/(docs|openapi)/;
