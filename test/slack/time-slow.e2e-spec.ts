import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { DayEntriesRepository } from '../../src/slack/command/log/day-entries.repository';
import { eventually } from '../harness/eventually';
import { moveBothTo, type SlackService, startSlackService } from './slack-service';
import { FOUR, type TimeHouse, timeHouse } from './time-house';
import type { Seen } from './typist';

describe('A /time that takes its time', () => {
  let service: SlackService;
  let house: TimeHouse;
  let elsewhere: Server;
  let heardElsewhere = 0;

  beforeAll(async () => {
    service = await startSlackService();
    house = await timeHouse(service);
    // The listener has two seconds; what a busy machine adds on the way is not its fault.
    await service.slack.settings({ answerWithin: 30_000 });
    elsewhere = createServer((_, response) => {
      heardElsewhere += 1;
      response.end();
    });
    await new Promise<void>((ready) => elsewhere.listen(0, '127.0.0.1', ready));
  });
  beforeEach(async () => {
    await house.forget();
    await moveBothTo(service, FOUR);
  });
  afterAll(async () => {
    elsewhere.close();
    await service.close();
  });

  /** Locks a table while `work` is done. */
  async function withLocked<T>(table: string, work: () => Promise<T>): Promise<T> {
    const runner = service.app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    await runner.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    try {
      return await work();
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  const now = async ({ message }: Seen): Promise<Seen> =>
    (await house.typist.sees()).find((seen) => seen.message.ts === message.ts)!;

  it('says that it is working on it, and finishes where that was said', async () => {
    // Slack itself waits no longer.
    await service.slack.settings({ answerWithin: 3_000 });
    const waiting = await withLocked('slack_time_entries', async () => {
      const seen = await house.typist.types('2h: slowly');
      expect(seen.text).toContain('Working on it');
      expect(await house.entries()).toEqual([]);
      return seen;
    });
    await service.slack.settings({ answerWithin: 30_000 });
    const done = await eventually(async () => {
      const seen = await now(waiting);
      return seen.text.includes('Logged') ? seen : undefined;
    });
    expect(done.text).toContain('“slowly”');
    expect(await house.entries()).toHaveLength(1);
    const { responses } = await service.slack.responses();
    expect(responses.at(-1)).toMatchObject({
      status: 200,
      body: { response_type: 'ephemeral', replace_original: true },
    });
  });

  it('finishes nowhere but at Slack', async () => {
    const { port } = elsewhere.address() as AddressInfo;
    const { request } = await service.slack.sendCommand({ user: house.acme.slackUserId, text: 'help' });
    const { length } = (await service.slack.responses()).responses;
    for (const url of [
      `http://127.0.0.1:${port}/commands/x`,
      'https://hooks.slack.com.evil.example/x',
      'x',
    ]) {
      await house.forget();
      const form = new URLSearchParams(request.body);
      form.set('response_url', url);
      form.set('text', '2h: slowly');
      await withLocked('slack_time_entries', () =>
        house.typist.types('', { forge: { body: form.toString() } }),
      );
      await eventually(async () => (await house.entries()).length === 1);
    }
    expect(heardElsewhere).toBe(0);
    expect((await service.slack.responses()).responses).toHaveLength(length);
  });

  it('takes a click too', async () => {
    const seen = await house.typist.types('2 design');
    await withLocked('slack_time_entries', async () => {
      await house.typist.press(seen.message, { label: '2 hours' });
      expect((await now(seen)).text).toContain('(unit_required)');
    });
    await eventually(async () => (await now(seen)).text.includes('Logged'));
    expect(await house.entries()).toHaveLength(1);
  });

  it('closes a form, and tells afterwards', async () => {
    const view = await house.typist.opens();
    await withLocked('slack_time_entries', async () => {
      const { outcome } = await service.slack.submitView({ viewId: view.id, values: { duration: '2h' } });
      expect(outcome).toBe('closed');
      expect(await house.entries()).toEqual([]);
    });
    await eventually(async () => (await house.entries()).length === 1);
    const told = await eventually(async () => {
      const { responses } = await service.slack.responses();
      return responses.find(({ url }) => view.content.private_metadata.includes(url));
    });
    expect(told.body.text).toContain('Logged *2 h*');
  });

  it('makes nothing when the database fails in the middle', async () => {
    await service.sql('ALTER TABLE slack_time_entries RENAME TO away');
    try {
      const seen = await house.typist.types('2h: lost');
      expect(seen.text).toContain('Something went wrong on our side');
      expect(seen.text).toContain('(unavailable)');
      expect(await house.entries()).toEqual([]);
    } finally {
      await service.sql('ALTER TABLE away RENAME TO slack_time_entries');
    }
    expect((await house.typist.types('2h: lost')).text).toContain('Logged');
  });

  it('never denies what is stored', async () => {
    const days = service.app.get(DayEntriesRepository);
    jest.spyOn(days, 'total').mockRejectedValueOnce(new Error('the database has gone'));
    const seen = await house.typist.types('2h: stored');
    expect(seen.text).toContain('Logged. It cannot be shown right now');
    expect(await house.entries()).toHaveLength(1);
  });

  it('is polite when nothing can be read at all', async () => {
    await service.sql('ALTER TABLE users RENAME TO away');
    try {
      const seen = await house.typist.types('2h: lost');
      expect(seen.text).toMatch(/went wrong on our side/);
    } finally {
      await service.sql('ALTER TABLE away RENAME TO users');
    }
    expect(await house.entries()).toEqual([]);
  });
});
