import { backoff, JOB_OPTIONS, queueOptions } from './settings.queue';

describe('A job that fails', () => {
  it('is tried three times more, after pauses of the kind that the queue knows', () => {
    expect(JOB_OPTIONS).toMatchObject({ attempts: 4, backoff: { type: 'jittered' } });
    const { settings, defaultJobOptions } = queueOptions({ url: 'redis://localhost', prefix: 'test' });
    expect(settings?.backoffStrategies).toHaveProperty('jittered');
    expect(defaultJobOptions).toBe(JOB_OPTIONS);
  });

  it('waits twice as long each time', () => {
    expect([1, 2, 3].map((attempt) => backoff(attempt, () => 0.5))).toEqual([3_000, 6_000, 12_000]);
  });

  it('waits a third less or more, so that what failed together does not come back together', () => {
    expect([0, 1].map((luck) => backoff(1, () => luck))).toEqual([2_000, 4_000]);
    expect(new Set(Array.from({ length: 20 }, () => backoff(3))).size).toBeGreaterThan(1);
  });
});
