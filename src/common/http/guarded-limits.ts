const MEBIBYTE = 1 << 20;

/** How long one request may take, and how much its answer may be. Read anew for each request. */
export interface RequestLimits {
  /** From the first byte out to the last byte of the body in, in milliseconds. */
  deadlineMs: number;
  /** Bytes of the body, after decompression. */
  maxBytes: number;
}

/**
 * What providers get: for tokens less time than the lease of a refresh lasts (30 s), so that no other process asks again
 * meanwhile. A plugin's module provides it; tests set other numbers.
 */
export class GuardedLimits {
  readonly data: RequestLimits = { deadlineMs: 15_000, maxBytes: 32 * MEBIBYTE };
  readonly token: RequestLimits = { deadlineMs: 20_000, maxBytes: MEBIBYTE };
}
