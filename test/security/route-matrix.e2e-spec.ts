import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import request, { type Test } from 'supertest';
import type { Api } from '../harness/api';
import { type GoogleService, selectCalendar, startGoogleService } from '../harness/google-service';
import { meeting } from '../harness/meetings';
import { slackEnvironment } from '../harness/provider-environment';
import { DESCRIPTION, MIDDLEWARE, type Owned, type Row, TABLE } from './route-table';
import { nameOf, routesOf } from './routes';

const SECRET = 'a secret that is long enough for the tests';
const ROWS = Object.entries(TABLE).map(([name, row]) => [name, row] as const);
const CLOSED = ROWS.filter(([, { access }]) => access !== 'public');

describe('The matrix of routes', () => {
  let service: GoogleService;
  let admin: Api;
  let robin: Api;
  let mallory: Api;
  let viewer: Api;
  let robins: Record<Owned, string>;

  beforeAll(async () => {
    // Nobody asks Slack for anything here; its routes are there.
    service = await startGoogleService(slackEnvironment('http://127.0.0.1:9'));
    admin = await service.signUp('Ada');
    robin = await service.signUp('Robin');
    mallory = await service.signUp('Mallory');
    viewer = await addViewer();
    robins = await belongings();
  });
  afterAll(() => service.close());

  async function addViewer(): Promise<Api> {
    const login = { email: `viewer.${randomUUID()}@example.com`, password: 'correct horse' };
    await admin.post('/users', { ...login, name: 'Vic', role: 'viewer' }).expect(201);
    const { body } = await service.anonymous.post('/auth/login', login).expect(200);
    return service.anonymous.as(body.access_token);
  }

  /** One of each thing that belongs to a person. */
  async function belongings(): Promise<Record<Owned, string>> {
    const calendar = await selectCalendar(service, robin);
    await service.google.putEvents({ calendarId: calendar.email, events: [meeting(1), meeting(2)] });
    await calendar.sync().expect(200);
    const { body } = await robin.get(`/integrations/calendars/${calendar.id}/events`).expect(200);
    const [event, convertedEvent] = body.events.map(({ id }: { id: string }) => id);
    const conversion = { synced_event_id: convertedEvent };
    const made = await robin.post('/integrations/calendars/events/convert', conversion).expect(201);
    const asked = await robin.post(`/integrations/google/${calendar.id}/sync?async=true`).expect(202);
    const { accountId: account, id } = calendar;
    const [entry, job] = [made.body.time_entry_id, asked.body.job_id];
    return { account, calendar: id, event, convertedEvent, entry, job };
  }

  function send(name: string, { request: sample }: Row, id: string, token?: string): Test {
    const [method, path] = name.split(' ') as [string, string];
    const { path: address, body } = sample?.(id) ?? { path, body: undefined };
    const agent = request(service.url);
    const test = agent[method.toLowerCase() as 'get'](address);
    if (token !== undefined) test.set('Authorization', `Bearer ${token}`);
    return body ? test.send(body) : test;
  }

  const subject = (token: string): string =>
    JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).sub;
  const signed = (expiresIn: number, secret = SECRET): Promise<string> =>
    new SignJWT({ role: 'admin', email: 'x@example.com' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(subject(robin.token!))
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
      .sign(Buffer.from(secret));
  const unsigned = (): string =>
    [{ alg: 'none' }, { sub: subject(robin.token!), role: 'admin', exp: 9_999_999_999 }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
      .concat('.');

  const snapshot = async (): Promise<unknown> =>
    Promise.all(
      [
        'user_oauth_accounts',
        'calendar_integrations',
        'synced_calendar_events',
        'sync_runs',
        'time_entries',
        'users',
      ].map((table) => service.sql(`SELECT * FROM ${table} ORDER BY id`)),
    );

  it('has a row for every route, and no row without one', () => {
    const registered = routesOf(service.app).map(nameOf);
    const described = registered.filter((name) => DESCRIPTION.test(name));
    const others = registered.filter((name) => !described.includes(name));
    expect(described.length).toBeGreaterThan(0);
    expect([...new Set(others)].sort()).toEqual([...Object.keys(TABLE), ...MIDDLEWARE].sort());
  });

  it('lets its own token in, which the refused ones below differ from in one thing', async () => {
    await service.anonymous
      .as(await signed(60))
      .get('/auth/me')
      .expect(200);
  });

  describe.each(CLOSED)('%s', (name, row) => {
    it.each<[string, () => Promise<string> | string | undefined]>([
      ['without a token', () => undefined],
      ['with an expired token', () => signed(-60)],
      ['with a token of another secret', () => signed(60, 'another secret that is long enough too')],
      ['with an unsigned token', unsigned],
    ])('is refused %s', async (_, token) => {
      const before = await snapshot();
      const id = robins[row.about ?? 'entry'];
      const { body, headers } = await send(name, row, id, await token()).expect(401);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(headers['www-authenticate']).toBe('Bearer');
      expect(body).toEqual({
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        detail: expect.any(String),
        instance: expect.any(String),
        code: 'unauthenticated',
        request_id: expect.any(String),
      });
      expect(await snapshot()).toEqual(before);
    });

    it('is open to the roles that the table says, and to no other', async () => {
      const isRead = name.startsWith('GET ');
      const id = randomUUID();
      const forbidden = async (user: Api): Promise<boolean> => {
        const { status, body } = await send(name, row, id, user.token);
        expect(status).toBeLessThan(500);
        expect(status).not.toBe(401);
        expect(status === 403).toBe(body?.code === 'forbidden');
        return status === 403;
      };
      expect({ viewer: await forbidden(viewer), member: await forbidden(mallory) }).toEqual({
        viewer: row.access === 'admin' || !isRead,
        member: row.access === 'admin',
      });
      expect(await forbidden(admin)).toBe(false);
    });
  });

  const WRITING = CLOSED.filter(([name]) => !name.startsWith('GET '));

  it.each(WRITING)('%s refuses a field that it does not know, and changes nothing', async (name, row) => {
    const before = await snapshot();
    const request = (id: string): { path: string; body: object } => {
      const { path, body } = row.request!(id);
      return { path, body: { ...body, unknown_field: 1 } };
    };
    const [id, { token }] = [robins[row.about ?? 'entry'], row.access === 'admin' ? admin : robin];

    const { body } = await send(name, { ...row, request }, id, token).expect(400);

    expect(body.code).toBe('validation_failed');
    expect(body.errors).toContainEqual({ pointer: '/unknown_field', detail: 'is not a known field' });
    expect(await snapshot()).toEqual(before);
  });

  const OWNED = CLOSED.filter(([, { about }]) => about !== undefined);

  it('knows whose every id in a path is', () => {
    const ownerless = CLOSED.filter(([name, row]) => /:(id|calendar_id|job_id)\b/.test(name) && !row.about);
    const paths = ownerless
      .filter(([, { access }]) => access !== 'admin')
      .map(([name]) => name.split(' ')[1]!);
    expect([...new Set(paths)]).toEqual(['/api/v1/clients/:id', '/api/v1/projects/:id']);
  });

  it.each(OWNED)('%s answers for a foreign id as for a missing one', async (name, row) => {
    const before = await snapshot();
    const strangers = row.adminSees ? [mallory] : [mallory, admin];
    for (const { token } of strangers) {
      const [foreign, missing] = [robins[row.about!], randomUUID()];
      const answers = [await send(name, row, foreign, token), await send(name, row, missing, token)];
      const [first, second] = answers.map(({ status, headers, text }, at) => ({
        status,
        type: headers['content-type'],
        headers: Object.keys(headers).sort(),
        text: text
          .replaceAll(headers['x-request-id']!, 'REQUEST')
          .replaceAll(at === 0 ? foreign : missing, 'ID'),
      }));
      expect(first).toMatchObject({ status: 404, type: expect.stringContaining('problem+json') });
      expect(first).toEqual(second);
    }
    expect(await snapshot()).toEqual(before);
  });

  it('answers for foreign ids in bulk as for missing ones', async () => {
    const path = '/integrations/calendars/events/convert';
    const ids = [robins.event, randomUUID(), robins.convertedEvent];
    const { body } = await mallory.post(path, { synced_event_ids: ids }).expect(200);
    expect(body.results).toEqual(
      ids.map((id) => ({ synced_event_id: id, status: 'error', code: 'not_found' })),
    );
  });

  it('tries routes with a reserved name before those that begin with a provider', () => {
    const paths = routesOf(service.app)
      .map(({ path }) => path)
      .filter((path) => path.startsWith('/api/v1/integrations/'));
    const firstGeneric = paths.findIndex((path) => path.startsWith('/api/v1/integrations/:'));
    const reserved = /^\/api\/v1\/integrations\/(accounts|calendars|jobs|rules|slack)(\/|$)/;
    expect(paths.slice(0, firstGeneric).every((path) => reserved.test(path))).toBe(true);
    expect(paths.slice(firstGeneric).filter((path) => reserved.test(path))).toEqual([]);
  });

  const GENERIC = CLOSED.filter(([name]) => name.includes('/:provider/'));
  it.each(GENERIC)('%s takes no reserved name for a provider', async (name, row) => {
    for (const reserved of ['accounts', 'calendars', 'jobs', 'rules', 'slack']) {
      const hasItsOwn = name.replace(':provider', reserved) in TABLE;
      if (hasItsOwn) continue;
      const sample: Row = {
        ...row,
        request: (id) => {
          const { path, body } = row.request!(id);
          return { path: path.replace('/google/', `/${reserved}/`), body };
        },
      };
      await service.google.clearRequests();
      const before = await service.sql('SELECT count(*) FROM oauth_states');
      const id = row.about ? robins[row.about] : '';
      const { status } = await send(name, sample, id, robin.token);
      // `calendars/authorize` is a calendar whose id is no UUID.
      expect([400, 404]).toContain(status);
      expect(await service.sql('SELECT count(*) FROM oauth_states')).toEqual(before);
      expect((await service.google.requests()).requests).toEqual([]);
    }
  });
});
