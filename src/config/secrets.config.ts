import { registerAs } from '@nestjs/config';
import { parseKeyRing } from '../common/secrets/key-ring';
import { readEnvironment } from './environment';

/** The keys that seal tokens at rest. */
export const secretsConfig = registerAs('secrets', () => ({
  keyRing: parseKeyRing(readEnvironment().TOKEN_ENCRYPTION_KEYS),
}));
