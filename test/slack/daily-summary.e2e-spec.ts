import { makeDue } from '../background/house';
import { idOf } from '../billing/people';
import type { Api } from '../harness/api';
import { eventually } from '../harness/eventually';
import { rowsOf, settled } from '../notifications/outbox-rows';
import { installed, type InstalledWorkspace, type SlackService, startSlackService } from './slack-service';

const TASK = 'raise-daily-summaries';
const NOON = new Date('2027-03-12T12:00:00Z');
/** After the time of this deployment, and before the default one. */
const EVENING = new Date('2027-03-12T16:30:30Z');

describe('The day of somebody who is linked', () => {
  let service: SlackService;
  let robin: Api;
  let userId: string;
  let acme: InstalledWorkspace;

  beforeAll(async () => {
    service = await startSlackService({ PROCESS_ROLE: 'all', DAILY_SUMMARY_TIME: '16:30' });
  });
  beforeEach(async () => {
    service.clock.moveTo(NOON);
    robin = await service.signUp('Robin');
    userId = await idOf(robin);
    acme = await installed(service, robin);
    await robin.put('/integrations/slack/preferences', { time_entry_notifications: false }).expect(200);
    for (const [time, minutes] of [
      ['08:00', 90],
      ['10:00', 60],
    ]) {
      const started_at = `2027-03-12T${time}:00Z`;
      await robin.post('/time-entries', { started_at, duration_minutes: minutes }).expect(201);
    }
    await settled(service, userId);
  });
  afterAll(() => service.close());

  const summaries = async (): Promise<string[]> =>
    (await service.slack.messages({ user: acme.slackUserId })).messages.map(({ text }) => text);
  /** The evening comes, and the task of that minute has run. */
  const untilEvening = async (): Promise<void> => {
    service.clock.moveTo(EVENING);
    await makeDue(service, TASK);
    await eventually(async () => {
      const [row] = await service.sql<{ next_run_at: Date }>(
        'SELECT next_run_at FROM background_tasks WHERE name = $1',
        [TASK],
      );
      return row!.next_run_at > service.clock.now();
    });
  };

  it('is summed up in a direct message at DAILY_SUMMARY_TIME', async () => {
    expect(await summaries()).toEqual([]);
    await untilEvening();
    await settled(service, userId);
    expect(await summaries()).toEqual([':bar_chart: Your day: 2 time entries, 2 h 30 m in total']);
  });

  it('is not, when they do not want that', async () => {
    await robin.put('/integrations/slack/preferences', { daily_summary: false }).expect(200);
    await untilEvening();
    await settled(service, userId);
    const told = (await rowsOf(service, userId)).filter(({ status }) => status === 'sent');
    expect(told).toEqual([]);
    expect(await summaries()).toEqual([]);
  });
});
