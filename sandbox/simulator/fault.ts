/** Which requests a fault strikes; what is left out does not matter. */
export interface FaultTarget<Kind extends string> {
  kind?: Kind;
  /** Part of the decoded path, for instance a calendar's id. */
  path?: string;
  /** The account whose token (access or refresh) the request carries. */
  email?: string;
  /** Which page of a listing is asked for, from 1. */
  page?: number;
}

/** What the struck request gets instead of, or done to, its proper answer. */
export type FaultEffect<Reason extends string = string> =
  /** An error in the provider's words for `reason` (or usual for the status), or any `body`. `Retry-After` goes in headers. */
  | { type: 'status'; status: number; reason?: Reason; body?: unknown; headers?: Record<string, string> }
  /** Only silence, until the caller gives up. */
  | { type: 'hang' }
  /** The connection is reset (TCP RST) before an answer. */
  | { type: 'reset' }
  /** The proper answer, this many milliseconds late. */
  | { type: 'delay'; ms: number }
  /** The proper answer as of when it is released, by order. */
  | { type: 'hold' }
  /** The proper answer a byte at a time; a second between them unless told otherwise. */
  | { type: 'drip'; everyMs?: number }
  /** The first half of the proper answer as if it were all. */
  | { type: 'halfJson' }
  /** 200 and this many MiB (1024) of gzipped spaces, about 1 KB each on the wire. */
  | { type: 'gzipBomb'; megabytes?: number }
  /** 200 and a web page, as from a captive portal. */
  | { type: 'htmlPage' }
  /** 200 and JSON whose every field has the wrong type. */
  | { type: 'wrongTypes' };

/** An error that is ordered. */
export type StatusEffect = FaultEffect & { type: 'status' };

export interface FaultRule<Kind extends string, Reason extends string = string> extends FaultTarget<Kind> {
  effect: FaultEffect<Reason>;
  /** Matching requests to let pass first; 0 by default. */
  skip?: number;
  /** Matching requests to strike after that; 1 by default, `always`: until the faults are cleared. */
  times?: number | 'always';
}
