import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import type { Api } from '../harness/api';
import {
  type Callback,
  connect,
  consent,
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';
import { newGoogleAccount } from '../connections/people';

type Method = 'post' | 'put' | 'patch';

/** Every body of the calendars: a good one, with all of its fields. */
const BODIES: [Method, string, (world: World) => Record<string, unknown>][] = [
  ['post', '/integrations/google/callback', ({ callback }) => ({ ...callback })],
  [
    'post',
    '/integrations/google/select-calendar',
    ({ freeAccount, freeEmail }) => ({
      calendar_id: freeEmail,
      calendar_name: 'Name',
      oauth_account_id: freeAccount,
      sync_enabled: false,
    }),
  ],
  [
    'patch',
    '/integrations/calendars/CALENDAR',
    ({ project, client }) => ({
      days_back: 1,
      days_forward: 1,
      sync_interval_minutes: 5,
      default_project_id: project,
      default_client_id: client,
    }),
  ],
  ['put', '/integrations/calendars/CALENDAR/enable', () => ({ sync_enabled: true })],
  [
    'post',
    '/integrations/calendars/events/convert',
    ({ event, project, client }) => ({
      synced_event_id: event,
      project_id: project,
      client_id: client,
      description: 'Text',
    }),
  ],
  ['post', '/integrations/calendars/events/convert', ({ event }) => ({ synced_event_ids: [event] })],
];

/** What no field takes for a value: a name, and its JSON. */
const VALUES: [string, string][] = [
  ['a number out of range', '1e309'],
  ['a fraction', '1.5'],
  ['a number below all', '-9007199254740993'],
  ['an empty list', '[]'],
  ['a list of lists', '[[["a"]]]'],
  ['a list of nothing', '[null]'],
  ['an object', '{"$ne":null}'],
  ['an object that passes for text', '{"length":10,"toString":"x"}'],
  ['a NUL', '"a\\u0000b"'],
  ['a number as text', '"1"'],
  ['1 MB of text', JSON.stringify('x'.repeat(1_000_000))],
  ['250 kB of text', JSON.stringify('x'.repeat(250_000))],
];

/** Text fields may hold this; elsewhere it is refused. */
const TEXT_FIELDS = ['code', 'state', 'calendar_id', 'calendar_name', 'description'];

interface World {
  freeAccount: string;
  freeEmail: string;
  event: string;
  client: string;
  project: string;
  callback: Callback;
}

describe('Hostile input to the calendars', () => {
  let service: GoogleService;
  let robin: Api;
  let calendar: SelectedCalendar;
  let world: World;

  beforeAll(async () => {
    service = await startGoogleService();
    robin = await service.signUp('Robin');
    calendar = await selectCalendar(service, robin);
    await service.google.putEvents({ calendarId: calendar.email, events: [meeting(1)] });
    await calendar.sync().expect(200);
    const { body } = await robin.get(`/integrations/calendars/${calendar.id}/events`).expect(200);
    const freeEmail = await newGoogleAccount(service);
    const freeAccount = await connect(service, robin, freeEmail);
    const { id: client } = (await robin.post('/clients', { name: 'Acme' }).expect(201)).body;
    const { id: project } = (await robin.post('/projects', { name: 'Site', client_id: client }).expect(201))
      .body;
    const callback = await consent(service, robin, freeEmail);
    world = { freeEmail, freeAccount, event: body.events[0].id, client, project, callback };
  });
  afterAll(() => service.close());

  function send(method: Method, path: string, body: string): Test {
    const agent = request(service.url);
    return agent[method](`/api/v1${path.replace('CALENDAR', calendar.id)}`)
      .set('Authorization', `Bearer ${robin.token}`)
      .set('Content-Type', 'application/json')
      .serialize((text: unknown) => text as string)
      .send(body);
  }

  const everything = async (): Promise<unknown> =>
    Promise.all(
      [
        'user_oauth_accounts',
        'oauth_states',
        'calendar_integrations',
        'synced_calendar_events',
        'time_entries',
      ].map((table) => service.sql(`SELECT t::text FROM ${table} t ORDER BY 1`)),
    );

  async function isRefused(test: Test): Promise<void> {
    const before = await everything();
    const { status, headers, body } = await test;
    expect([400, 404, 413]).toContain(status);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ status, code: expect.any(String), detail: expect.any(String) });
    expect(await everything()).toEqual(before);
  }

  describe.each(BODIES)('%s %s', (method, path, example) => {
    const sample = (): Record<string, unknown> => example(world);
    const withRaw = (field: string, json: string): string =>
      JSON.stringify({ ...sample(), [field]: 'PLACEHOLDER' }).replace('"PLACEHOLDER"', () => json);

    it('refuses every field with every hostile value', async () => {
      for (const field of Object.keys(sample())) {
        for (const [name, json] of VALUES) {
          if (TEXT_FIELDS.includes(field) && name === 'a number as text') continue;
          await isRefused(send(method, path, withRaw(field, json)));
        }
      }
    });

    it('refuses unknown fields, and what every object inherits', async () => {
      const body = JSON.stringify(sample()).slice(0, -1);
      for (const name of [
        'is_admin',
        'user_id',
        'userId',
        '__proto__',
        'constructor',
        'prototype',
        'toString',
      ]) {
        await isRefused(send(method, path, `${body},"${name}":{"role":"admin"}}`));
        await isRefused(send(method, path, `${body},"${name}":null}`));
      }
    });

    it.each([
      ['an empty list', '[]'],
      ['null', 'null'],
      ['a text', '"text"'],
      ['half a document', '{"code":'],
      ['no UTF-8', '{"code":"\ud800"'],
      ['deep nesting', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
      ['deep lists', `{"code":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ])('refuses %s for a body', async (_, body) => isRefused(send(method, path, body)));

    it('refuses a missing field, or changes nothing', async () => {
      if (method === 'patch') return;
      await isRefused(send(method, path, '{}'));
    });

    it('takes the body that all of these were made of', async () => {
      const { status } = await send(method, path, JSON.stringify(sample()));
      expect([200, 201]).toContain(status);
    });
  });

  it('refuses a bulk of none, of too many, and of what are no ids', async () => {
    const bulk = (ids: unknown): Test =>
      send('post', '/integrations/calendars/events/convert', JSON.stringify({ synced_event_ids: ids }));
    const many = Array.from({ length: 501 }, () => randomUUID());
    for (const ids of [[], many, ['x'], [1], [world.event, null], { 0: world.event }, world.event]) {
      await isRefused(bulk(ids));
    }
  });

  it.each([
    '/integrations/google/authorize?return_to=%00',
    '/integrations/google/authorize?return_to[]=a',
    '/integrations/google/authorize?unknown=1',
    '/integrations/google/authorize?__proto__=1',
    '/integrations/google/calendars',
    '/integrations/google/calendars?oauth_account_id=1',
    '/integrations/google/calendars?oauth_account_id[a]=1',
    '/integrations/google/calendars?oauth_account_id=%00',
    '/integrations/calendars?limit=0',
    '/integrations/calendars?limit=1e309',
    '/integrations/calendars?cursor=%00',
    '/integrations/accounts?cursor=x',
    '/integrations/accounts?limit=501',
    '/integrations/calendars/not-a-uuid',
    '/integrations/calendars/%00',
    '/integrations/calendars/CALENDAR/events?from=yesterday',
    '/integrations/calendars/CALENDAR/events?from=2026-11-20',
    '/integrations/calendars/CALENDAR/events?from=2026-11-20T09:00:00',
    '/integrations/calendars/CALENDAR/events?to=999999-01-01T00:00:00Z',
    '/integrations/calendars/CALENDAR/events?from[a]=2026-11-20T09:00:00Z',
    '/integrations/calendars/CALENDAR/events?state=removed',
    '/integrations/calendars/CALENDAR/events?state=all&state=all',
    '/integrations/calendars/CALENDAR/events?q=%00',
    '/integrations/calendars/CALENDAR/events?q[a]=b',
    `/integrations/calendars/CALENDAR/events?q=${'x'.repeat(201)}`,
    '/integrations/calendars/CALENDAR/events?limit=1e309',
    '/integrations/calendars/CALENDAR/events?limit=-1',
    '/integrations/calendars/CALENDAR/events?limit=50&limit=50',
    '/integrations/calendars/CALENDAR/events?cursor=bnVsbA',
    '/integrations/calendars/CALENDAR/events?cursor[a]=b',
    '/integrations/calendars/CALENDAR/events?__proto__[a]=b',
    '/integrations/calendars/CALENDAR/events?unknown=1',
    '/integrations/calendars/CALENDAR/sync-runs?cursor=x',
  ])('refuses GET %s', async (path) => isRefused(robin.get(path.replace('CALENDAR', calendar.id))));

  it.each(["%' OR '1'='1", '\\', '_', '%', '💣', "'; DROP TABLE users; --"])(
    'looks for %s as for any words',
    async (words) => {
      const path = `/integrations/calendars/${calendar.id}/events?q=${encodeURIComponent(words)}`;
      expect((await robin.get(path).expect(200)).body.events).toEqual([]);
    },
  );
});
