/** `FAULTS=short` is for every merge; without it the suite takes its time. */
export const SHORT = process.env.FAULTS === 'short';

/** How often a worker is killed; `KILLS=200` for a night. */
export const KILLS = Number(process.env.KILLS ?? (SHORT ? 3 : 50));

/** What is random is the same for the same seed; `SEED=7` plays that one again. */
export const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1_000_000));

/** For tests that wait on leases and retries: far beyond what they need, so that only a hang ends them. */
export const LONG_TEST = 900_000;
