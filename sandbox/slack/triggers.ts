import { randomBytes } from 'node:crypto';
import { Clock } from '../simulator/clock';

const LIFETIME = 3_000;

export type TriggerProblem = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** What somebody did that entitles the app to open a modal: once, and within three seconds. */
export interface Trigger {
  userId: string;
  /** The modal in which it was done, if it was in one. */
  viewId: string | null;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
export class Triggers {
  private readonly issued = new Map<string, Trigger & { expiresAt: number; spent: boolean }>();

  constructor(private readonly clock: Clock) {}

  issue(trigger: Trigger): string {
    const id = `${this.clock.now()}.${this.issued.size + 1}.${randomBytes(16).toString('hex')}`;
    this.issued.set(id, { ...trigger, expiresAt: this.clock.now() + LIFETIME, spent: false });
    return id;
  }

  /** Spends a trigger. */
  take(id: string): Trigger | TriggerProblem {
    const trigger = this.issued.get(id);
    if (!trigger) return 'invalid_trigger_id';
    if (trigger.spent) return 'exchanged_trigger_id';
    if (trigger.expiresAt <= this.clock.now()) return 'expired_trigger_id';
    trigger.spent = true;
    return trigger;
  }
}
