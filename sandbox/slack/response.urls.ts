import { randomBytes } from 'node:crypto';
import { Clock } from '../simulator/clock';
import { JsonObject } from './json.value';
import { slackId } from './slack.id';
import { Channel } from './workspace';

const LIFETIME = 30 * 60_000;
const USES = 5;

/** Where a response_url leads. */
export interface ResponseTarget {
  channel: Channel;
  userId: string;
  /** The `ts` of the message that `replace_original` and `delete_original` mean; a later answer takes its place. */
  original: string | null;
  /**
   * The `ts` of what took the original's place before that arrived, for the two are on their way at once; null when it was
   * deleted before.
   */
  replacement?: string | null;
}

/** A post to a response_url, as it came in. */
export interface ReceivedResponse {
  url: string;
  /** Null when the address was never given out. */
  userId: string | null;
  status: number;
  body: JsonObject;
}

export type ResponseUrlProblem = 'invalid_url' | 'used_url' | 'expired_url';

/** Addresses to answer at: five times within half an hour. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export class ResponseUrls {
  readonly received: ReceivedResponse[] = [];
  private readonly targets = new Map<string, ResponseTarget & { left: number; expiresAt: number }>();

  constructor(private readonly clock: Clock) {}

  /** @returns the path of a new address */
  issue(kind: 'commands' | 'actions', target: ResponseTarget): string {
    const number = slackId('', `${this.targets.size}`);
    const path = `/${kind}/${target.channel.teamId}/${number}/${randomBytes(18).toString('base64url')}`;
    this.targets.set(path, { ...target, left: USES, expiresAt: this.clock.now() + LIFETIME });
    return path;
  }

  /** Where an address leads, or led. */
  targetOf(path: string): ResponseTarget | undefined {
    return this.targets.get(path);
  }

  /** Spends one use of an address. */
  use(path: string): ResponseTarget | ResponseUrlProblem {
    const target = this.targets.get(path);
    if (!target) return 'invalid_url';
    if (target.expiresAt <= this.clock.now()) return 'expired_url';
    if (target.left === 0) return 'used_url';
    target.left--;
    return target;
  }

  /** Says which message an address replaces or deletes from now on. */
  setOriginal(path: string, ts: string): void {
    const target = this.targets.get(path);
    if (target) target.original = ts;
  }
}
