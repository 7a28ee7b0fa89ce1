/** The log keeps this many; the counts know of all. */
const KEPT = 20_000;

export interface LoggedRequest<Kind extends string> {
  /** Real time, even while the simulator's clock is fixed: waiting is measured by it. */
  at: string;
  kind: Kind;
  method: string;
  /** Decoded, without the query. */
  path: string;
  /** Decoded; a parameter that repeats is a list. */
  query: Record<string, string | string[]>;
  form: Record<string, string | string[]>;
  /** Whose token it carried, if it was a live one. */
  email: string | null;
  /** Null while unanswered, and for ever when the connection ended without an answer. */
  status: number | null;
}

export interface RequestReport<Kind extends string> {
  requests: LoggedRequest<Kind>[];
  /** All since the log was cleared, by kind. */
  counts: Partial<Record<Kind, number>>;
  /** Most requests of the kind asked for (or of all) that were open at one time. */
  maxConcurrency: number;
}

/** Every request to the provider's side of a simulator; the control API is not in it. */
export class RequestLog<Kind extends string> {
  private requests: LoggedRequest<Kind>[] = [];
  private counts: Partial<Record<Kind, number>> = {};
  private readonly open = new Map<Kind | 'all', number>();
  private peaks = new Map<Kind | 'all', number>();

  /** Notes the request and returns how to note its end. */
  begin(request: LoggedRequest<Kind>): (status: number | null) => void {
    const { kind } = request;
    this.requests.push(request);
    if (this.requests.length > 2 * KEPT) this.requests = this.requests.slice(-KEPT);
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    for (const key of [kind, 'all'] as const) this.count(key, +1);
    return (status) => {
      request.status = status;
      for (const key of [kind, 'all'] as const) this.count(key, -1);
    };
  }

  report(kind?: Kind): RequestReport<Kind> {
    const requests = this.requests
      .slice(-KEPT)
      .filter((request) => kind === undefined || request.kind === kind);
    return { requests, counts: this.counts, maxConcurrency: this.peaks.get(kind ?? 'all') ?? 0 };
  }

  clear(): void {
    this.requests = [];
    this.counts = {};
    this.peaks = new Map(this.open);
  }

  private count(key: Kind | 'all', step: number): void {
    const open = (this.open.get(key) ?? 0) + step;
    this.open.set(key, open);
    this.peaks.set(key, Math.max(open, this.peaks.get(key) ?? 0));
  }
}

/** Parameters as a plain object: a list where a name repeats. */
export function plainParams(params: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(params.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...others] = params.getAll(name);
      return [name, others.length > 0 ? [first, ...others] : first];
    }),
  );
}
