import dns from 'node:dns';

type Callback = (error: Error) => void;

/** Whose names no test may ask for: their places are taken by simulators on this machine. */
const REAL_PROVIDERS = /(^|\.)(google\.com|googleapis\.com|microsoftonline\.com|microsoft\.com|slack\.com)$/;

const { lookup } = dns;

/** Jest runs this before each test file. Several files may share a process: what was put around before does no harm. */
dns.lookup = Object.defineProperties((...asked: unknown[]): void => {
  const [host] = asked;
  if (typeof host === 'string' && REAL_PROVIDERS.test(host)) {
    (asked.at(-1) as Callback)(new Error(`A test asked for ${host}.`));
    return;
  }
  (lookup as (...asked: unknown[]) => void)(...asked);
}, Object.getOwnPropertyDescriptors(lookup)) as typeof lookup;
