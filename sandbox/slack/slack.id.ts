import { createHash } from 'node:crypto';

/** An id as Slack's look, `U0…`: made from a name, so that it survives a restart. */
export function slackId(prefix: string, name: string): string {
  const digest = createHash('sha256').update(`${prefix} ${name}`).digest();
  const code = digest.readBigUInt64BE().toString(36).toUpperCase().padStart(9, '0').slice(0, 9);
  return `${prefix}0${code}`;
}
