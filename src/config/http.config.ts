import { registerAs } from '@nestjs/config';
import { isLoopback } from './environment.rules';
import { readEnvironment } from './environment';

/** The addresses under which browsers know us and the web app. */
export const httpConfig = registerAs('http', () => {
  const env = readEnvironment();
  const publicUrl = new URL(env.PUBLIC_URL);
  return {
    publicUrl,
    frontendUrl: new URL(env.FRONTEND_URL ?? env.PUBLIC_URL),
    /** Cookies get `Secure` exactly when browsers reach us by TLS. */
    secureCookies: publicUrl.protocol === 'https:',
    servesApi: env.PROCESS_ROLE !== 'worker',
    /** Express's `trust proxy`: the proxies whose `X-Forwarded-For` is believed. */
    trustProxy: trustOf(env.TRUST_PROXY),
    /** Simulators that stand in for providers, for the links on the front page. */
    simulators: [env.GOOGLE_API_URL, env.MICROSOFT_GRAPH_URL, env.SLACK_API_URL]
      .map((address) => new URL(address))
      .filter(isLoopback)
      .map((url) => url.origin),
  };
});

/** Express takes a number of hops as a number only, and `true` as a boolean; the rest are addresses and their names. */
function trustOf(value: string | undefined): string | number | boolean | undefined {
  if (value === 'true' || value === 'false') return value === 'true';
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : value;
}
