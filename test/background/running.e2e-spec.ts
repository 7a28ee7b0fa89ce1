import { eventually } from '../harness/eventually';
import { type Service, startService } from '../harness/service';
import { DAILY, houseWithTask, makeDue, retryAtOnce, rowOf } from './house';

const NAME = 'count-sheep';

describe('A background task', () => {
  let service: Service;
  let slots: Date[];
  let failures: number;

  beforeAll(async () => {
    const house = houseWithTask(NAME, DAILY, (slot) => {
      slots.push(slot);
      if (slots.length <= failures) throw new Error('the sheep have fled');
      return { sheep: 42 };
    });
    service = await startService({ PROCESS_ROLE: 'all' }, house);
    retryAtOnce(service);
  });
  beforeEach(() => {
    slots = [];
    failures = 0;
  });
  afterAll(() => service.close());

  const movedOn = () =>
    eventually(async () => (await rowOf(service, NAME)).next_run_at > service.clock.now());

  it('is known, and waits for its next slot', async () => {
    const row = await rowOf(service, NAME);
    expect(row.schedule).toBe(DAILY);
    expect(row.next_run_at.toISOString()).toMatch(/:00:00\.000Z$/);
    expect(row.next_run_at.getUTCHours()).toBe(Number(DAILY.split(' ')[1]));
    expect(row.next_run_at > service.clock.now()).toBe(true);
  });

  it('runs when its slot has come, and then waits for the next one', async () => {
    const { next_run_at: slot } = await rowOf(service, NAME);
    service.clock.moveTo(new Date(slot.getTime() + 1));
    await movedOn();
    expect(slots).toEqual([slot]);
    const row = await rowOf(service, NAME);
    expect(row).toMatchObject({ last_result: { sheep: 42 }, last_error: null });
    expect(row.next_run_at.getTime() - slot.getTime()).toBe(24 * 60 * 60 * 1000);
    expect(row.last_finished_at! >= row.last_started_at!).toBe(true);
  });

  it('runs once for all slots that were missed', async () => {
    const longAgo = new Date(service.clock.now().getTime() - 10 * 24 * 60 * 60 * 1000);
    await makeDue(service, NAME, longAgo);
    await movedOn();
    expect(slots).toEqual([longAgo]);
  });

  it('is tried again for the same slot when it fails', async () => {
    failures = 3;
    await makeDue(service, NAME);
    await movedOn();
    expect(slots).toHaveLength(4);
    expect(new Set(slots.map(Number)).size).toBe(1);
    expect(await rowOf(service, NAME)).toMatchObject({ last_result: { sheep: 42 }, last_error: null });
  });

  it('waits for its next slot after three retries, and says why it failed', async () => {
    failures = 100;
    await makeDue(service, NAME);
    await movedOn();
    expect(slots).toHaveLength(4);
    expect(await rowOf(service, NAME)).toMatchObject({ last_error: 'Error: the sheep have fled' });

    failures = 0;
    await makeDue(service, NAME);
    await movedOn();
    expect(await rowOf(service, NAME)).toMatchObject({ last_error: null });
  });
});
