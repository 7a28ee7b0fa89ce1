/** What Slack sent us, proven and read. */
export interface Incoming {
  kind: RequestKind;
  body: SlackBody;
  /** Identifies the request, or the event, when it comes again. */
  fingerprint: Buffer;
  /** Slack's own retries, which it counts. */
  retryNum?: number;
  retryReason?: string;
}

export type RequestKind = 'command' | 'interaction' | 'event';

export type SlackBody = Record<string, unknown>;

/** What Slack is answered, always with 200: JSON, or undefined for nothing at all. */
export type Answer = Record<string, unknown> | undefined;
