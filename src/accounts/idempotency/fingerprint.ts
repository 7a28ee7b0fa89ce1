import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { secretsConfig } from '../../config/secrets.config';

/**
 * Recognises a request body. Keyed, because bodies hold passwords (`POST /users`), and a plain SHA-256 of one in the
 * database would undo what argon2 is for. It is compared under every key of the ring, so that a rotation breaks no replay.
 */
@Injectable()
export class Fingerprint {
  constructor(@Inject(secretsConfig.KEY) private readonly secrets: ConfigType<typeof secretsConfig>) {}

  /** 32 bytes that stand for `body`. */
  of(body: unknown): Buffer {
    const { current, keys } = this.secrets.keyRing;
    return digest(keys.get(current)!, body);
  }

  /** Whether `fingerprint` was taken of this `body`. */
  matches(fingerprint: Buffer, body: unknown): boolean {
    return [...this.secrets.keyRing.keys.values()].some((key) =>
      timingSafeEqual(digest(key, body), fingerprint),
    );
  }
}

/** The label keeps this use of the key apart from every other. */
function digest(key: Buffer, body: unknown): Buffer {
  return createHmac('sha256', key)
    .update(`idempotency\n${JSON.stringify(body ?? null)}`)
    .digest();
}
