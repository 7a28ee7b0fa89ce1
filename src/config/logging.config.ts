import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** How much is logged. */
export const loggingConfig = registerAs('logging', () => ({ level: readEnvironment().LOG_LEVEL }));
