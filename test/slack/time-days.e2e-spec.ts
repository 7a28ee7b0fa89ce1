import { anEntry } from '../billing/people';
import { moveBothTo, type SlackService, startSlackService } from './slack-service';
import { FOUR, someProjects, type TimeHouse, timeHouse } from './time-house';

describe('What /time shows', () => {
  let service: SlackService;
  let house: TimeHouse;

  beforeAll(async () => {
    service = await startSlackService();
    house = await timeHouse(service);
  });
  beforeEach(async () => {
    await house.forget();
    await moveBothTo(service, FOUR);
  });
  afterAll(() => service.close());

  it('of today: entries with their states, and the total', async () => {
    const ids = await someProjects(house.robin, { '<Globex>': ['Acme & Co'] });
    const project = { project_id: ids['<Globex>/Acme & Co'] };
    const id = await anEntry(house.robin, { started_at: '2026-03-20T08:00:00Z', ...project });
    await house.robin.post(`/time-entries/${id}/approve`).expect(200);
    await anEntry(house.robin, {
      started_at: '2026-03-19T23:30:00Z',
      duration_minutes: 45,
      description: '<!here> night',
    });
    await anEntry(house.robin, { started_at: '2026-03-19T22:30:00Z', description: 'yesterday' });
    const { text, all } = await house.typist.types('today');
    expect(text).toContain('*Today, Fri 20 Mar 2026* (Europe/Berlin): 2 h 15 m in 2 entries');
    expect(text).toContain('00:30–01:15 *45 m* “&lt;!here&gt; night” · :hourglass_flowing_sand: pending');
    expect(text).toContain(
      '09:00–10:30 *1 h 30 m* Acme &amp; Co (&lt;Globex&gt;) · :white_check_mark: approved',
    );
    expect(text).toContain('No meetings left to convert.');
    expect(all).not.toContain('yesterday');
  });

  it('of the week: Monday to Sunday, by day', async () => {
    for (const day of ['15', '16', '20', '22', '23']) {
      await anEntry(house.robin, { started_at: `2026-03-${day}T12:00:00Z`, description: `on the ${day}` });
    }
    const { text } = await house.typist.types('week');
    expect(text).toContain('*Mon 16 Mar 2026 to Sun 22 Mar 2026* (Europe/Berlin): 4 h 30 m in 3 entries');
    expect(text).toContain('*Fri 20 Mar 2026*: 1 h 30 m');
    expect(text).not.toMatch(/on the (15|23)/);
  });

  it('of meetings: those that are not converted', async () => {
    const { id } = (await house.robin.get('/auth/me').expect(200)).body as { id: string };
    await aMeeting(service, id, '<!channel> review');
    const { text } = await house.typist.types('today');
    expect(text).toContain('*1 meeting not converted yet:*');
    expect(text).toContain(':calendar: 13:00–14:00 “&lt;!channel&gt; review”');
  });

  it('of very many entries: as much as fits', async () => {
    for (let hour = 0; hour < 60; hour += 1) {
      await anEntry(house.robin, {
        started_at: '2026-03-20T08:00:00Z',
        duration_minutes: 10,
        description: '&'.repeat(400),
      });
    }
    const { text, message } = await house.typist.types('today');
    expect(text).toContain('10 h in 60 entries');
    expect(JSON.stringify(message.blocks)).toMatch(/… and \d+ more\./);
  });

  it('of projects: what may follow a #', async () => {
    await someProjects(house.robin, { 'Müller & Söhne': ['Überbau 2.0'] });
    expect((await house.typist.types('projects')).text).toContain(
      '`#uberbau-2-0` Überbau 2.0 (Müller &amp; Söhne)',
    );
  });

  it('of itself: how it is used', async () => {
    const { text } = await house.typist.types('help');
    expect(text).toContain('/time 2.5 hours: Meeting with client');
  });
});

/** A stored meeting of a calendar that is nowhere. */
async function aMeeting(service: SlackService, userId: string, summary: string): Promise<void> {
  const [account] = await service.sql<{ id: string }>(
    `INSERT INTO user_oauth_accounts (user_id, provider, issuer, subject, email, scopes)
     VALUES ($1, 'google', 'https://accounts.example', 'robin', 'robin@example.com', '{}') RETURNING id`,
    [userId],
  );
  const [calendar] = await service.sql<{ id: string }>(
    `INSERT INTO calendar_integrations
       (user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, days_back, days_forward)
     VALUES ($1, $2, 'google', 'robin', 'Robin', 30, 30) RETURNING id`,
    [userId, account!.id],
  );
  await service.sql(
    `INSERT INTO synced_calendar_events
       (calendar_id, provider_event_id, status, summary, starts_at, ends_at, transparency, visibility, generation)
     VALUES ($1, 'e1', 'confirmed', $2, '2026-03-20T12:00Z', '2026-03-20T13:00Z', 'opaque', 'default', 1)`,
    [calendar!.id, summary],
  );
}
