import { FaultEffect, FaultRule, FaultTarget } from './fault';

/** What a rule is compared with. */
export interface FaultSubject<Kind extends string> {
  kind: Kind;
  path: string;
  page: number;
  email: string | null;
}

/** The faults that are ordered and not yet used up. The oldest matching rule strikes; one rule per request. */
export class FaultPlan<Kind extends string> {
  private held: (() => void)[] = [];
  private rules: { rule: FaultRule<Kind>; skip: number; left: number }[] = [];

  add(rule: FaultRule<Kind>): void {
    const left = rule.times === 'always' ? Infinity : (rule.times ?? 1);
    this.rules.push({ rule, skip: rule.skip ?? 0, left });
  }

  /** Takes back what is still due, and releases what is held. */
  clear(): void {
    this.rules = [];
    this.release();
  }

  /** Resolves at the next release. */
  untilReleased(): Promise<void> {
    return new Promise((resolve) => this.held.push(resolve));
  }

  /** Lets go of all requests that are held now. */
  release(): void {
    for (const letGo of this.held.splice(0)) letGo();
  }

  /** The effect for this request, spent by asking. */
  strike(subject: FaultSubject<Kind>): FaultEffect | undefined {
    const planned = this.rules.find(({ rule, left }) => left > 0 && isTarget(rule, subject));
    if (!planned) return undefined;
    if (planned.skip-- > 0) return undefined;
    planned.left--;
    return planned.rule.effect;
  }
}

function isTarget<Kind extends string>(
  { kind, path, email, page }: FaultTarget<Kind>,
  subject: FaultSubject<Kind>,
): boolean {
  return (
    (kind === undefined || kind === subject.kind) &&
    (path === undefined || subject.path.includes(path)) &&
    (email === undefined || email === subject.email) &&
    (page === undefined || page === subject.page)
  );
}
