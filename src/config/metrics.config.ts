import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** The bearer token that `/metrics` asks for, if any. */
export const metricsConfig = registerAs('metrics', () => ({ token: readEnvironment().METRICS_TOKEN }));
