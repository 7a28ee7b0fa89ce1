import type { Api } from '../harness/api';
import { moveBothTo, type SlackService, startSlackService } from './slack-service';
import { FOUR, type TimeHouse, timeHouse } from './time-house';

describe('Taking back what was logged in Slack', () => {
  let service: SlackService;
  let house: TimeHouse;
  let admin: Api;

  beforeAll(async () => {
    service = await startSlackService();
    admin = await service.signUp('Ada');
    house = await timeHouse(service);
  });
  beforeEach(async () => {
    await house.forget();
    await moveBothTo(service, FOUR);
  });
  afterAll(() => service.close());

  const descriptions = async (): Promise<string[]> =>
    (await house.entries()).map(({ description }) => description).sort();

  async function approve(id: string): Promise<void> {
    const { body } = await house.robin.post('/clients', { name: 'Globex' }).expect(201);
    await house.robin.patch(`/time-entries/${id}`, { client_id: body.id }).expect(200);
    await admin.post(`/time-entries/${id}/approve`).expect(200);
  }

  it('takes the last one back, once', async () => {
    await house.typist.types('1h: first');
    service.clock.advance(1_000);
    await house.typist.types('2h: second');
    expect((await house.typist.types('undo')).text).toContain('Taken back: *2 h* on Fri 20 Mar 2026');
    expect(await descriptions()).toEqual(['first']);
    expect((await house.typist.types('undo')).text).toContain('(nothing_to_undo)');
    expect(await descriptions()).toEqual(['first']);
    const [row] = await service.sql(`SELECT * FROM slack_time_entries WHERE command = '2h: second'`);
    expect(row).toMatchObject({ time_entry_id: null, withdrawn_at: expect.any(Date) });
  });

  it('leaves what was not logged in Slack', async () => {
    await house.robin
      .post('/time-entries', { started_at: '2026-03-20T08:00:00Z', duration_minutes: 60 })
      .expect(201);
    expect((await house.typist.types('undo')).text).toContain('(nothing_to_undo)');
    expect(await house.entries()).toHaveLength(1);
  });

  it('says why not, of what is approved', async () => {
    const seen = await house.typist.types('1h: first');
    await approve((await house.entries())[0]!.id);
    const refused = await house.typist.types('undo');
    expect(refused.text).toContain('The entry is approved');
    expect(refused.text).toContain('(entry_locked)');
    expect((await house.typist.clicks(seen, 'Undo')).text).toContain('(entry_locked)');
    expect((await house.typist.clicks(seen, 'Edit')).text).toContain('(entry_locked)');
    expect(await descriptions()).toEqual(['first']);
  });

  it('takes back the entry below which it is clicked', async () => {
    const seen = await house.typist.types('1h: first');
    await house.typist.types('2h: second');
    const undone = await house.typist.clicks(seen, 'Undo');
    const [before] = (await house.typist.sees()).filter(({ message }) => message.ts === seen.message.ts);
    expect(before!.text).toContain('Taken back: *1 h*');
    expect(before!.buttons).toEqual([]);
    expect(undone.text).toContain('Logged *2 h*');
    expect(await descriptions()).toEqual(['second']);
  });

  it('takes back once, however often it is clicked', async () => {
    const seen = await house.typist.types('1h: first');
    await house.typist.types('2h: second');
    const clicks = [1, 2, 3].map(() => house.typist.press(seen.message, { label: 'Undo' }));
    await Promise.all(clicks.map((click) => click.catch(() => undefined)));
    expect(await descriptions()).toEqual(['second']);
    const since = (await house.typist.sees()).filter(({ message }) => message.ts >= seen.message.ts);
    expect(since.filter(({ text }) => text.includes('Taken back'))).toHaveLength(1);
  });

  it('of what is gone on the other side has nothing to do', async () => {
    const seen = await house.typist.types('1h: first');
    const [entry] = await house.entries();
    await house.robin.delete(`/time-entries/${entry!.id}`).expect(204);
    expect((await house.typist.types('undo')).text).toContain('(nothing_to_undo)');
    expect((await house.typist.clicks(seen, 'Undo')).text).toContain('(not_found)');
  });
});
