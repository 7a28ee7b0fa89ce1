const MEBIBYTE = 1 << 20;

/** How long and how much we listen to one request. They are read at each request. */
export interface RequestLimits {
  /** From the first byte out to the last byte of the body in, in milliseconds. */
  deadlineMs: number;
  /** Bytes of the body, after decompression. */
  maxBytes: number;
}

/** What the house grants to providers (design.md, times). A plugin's module provides it; tests set other numbers. */
export class GuardedLimits {
  readonly data: RequestLimits = { deadlineMs: 15_000, maxBytes: 32 * MEBIBYTE };
  readonly token: RequestLimits = { deadlineMs: 20_000, maxBytes: MEBIBYTE };
}
