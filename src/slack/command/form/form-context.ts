import { isUUID } from 'class-validator';

/** What a form remembers while it is open. */
export interface FormContext {
  /** The entry that it changes; without one it makes a new one. */
  entryId?: string;
  /** Where the reply goes: a modal has no such address of its own. */
  responseUrl?: string;
}

const LONGEST = 3000;

/** As a modal's `private_metadata`, of which Slack keeps 3,000 characters. */
export function writeContext(context: FormContext): string {
  const whole = JSON.stringify(context);
  return whole.length <= LONGEST ? whole : JSON.stringify({ entryId: context.entryId });
}

/** Reads what `writeContext` wrote, and ignores anything else. */
export function readContext(metadata: string): FormContext {
  try {
    const { entryId, responseUrl } = JSON.parse(metadata) as Record<string, unknown>;
    return {
      ...(isUUID(entryId) && { entryId: entryId as string }),
      ...(typeof responseUrl === 'string' && { responseUrl }),
    };
  } catch {
    return {};
  }
}
