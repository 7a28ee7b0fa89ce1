import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TokenVault } from '../../calendars/connections/token-vault';
import type { Answer } from './incoming';

/** Replies may hold what only one person should see, a one-time link for instance. */
const BOX = 'slack_requests.reply';

// An event whose first handling died with its process is begun anew; a command is not, for it may have had its effect.
const BEGIN = `
INSERT INTO slack_requests (fingerprint) VALUES ($1)
ON CONFLICT (fingerprint) DO UPDATE SET received_at = now()
  WHERE $2 AND slack_requests.reply IS NULL AND slack_requests.received_at < now() - interval '30 seconds'
RETURNING 1`;

const REMOVE_OLD = `
DELETE FROM slack_requests WHERE fingerprint IN
  (SELECT fingerprint FROM slack_requests WHERE received_at < now() - interval '1 day' LIMIT $1 FOR UPDATE SKIP LOCKED)`;

/** Which requests were seen, by whichever process, and how they were answered: the rows of `slack_requests`. */
@Injectable()
export class RequestMemory {
  constructor(
    private readonly database: DataSource,
    private readonly vault: TokenVault,
  ) {}

  /**
   * Marks a request as seen.
   * @param mayResume whether handling it twice does no harm
   * @returns false when it was seen before
   */
  async begin(fingerprint: Buffer, mayResume: boolean): Promise<boolean> {
    const rows = await this.database.query<unknown[]>(BEGIN, [fingerprint, mayResume]);
    return rows.length > 0;
  }

  /** How a request was answered that was seen before; undefined also while the first is under way. */
  async answerOf(fingerprint: Buffer): Promise<Answer> {
    const [row] = await this.database.query<{ reply: { box: string } | null }[]>(
      'SELECT reply FROM slack_requests WHERE fingerprint = $1',
      [fingerprint],
    );
    if (!row?.reply) return undefined;
    const { answer } = JSON.parse(this.vault.open(BOX, fingerprint.toString('hex'), row.reply.box)) as {
      answer?: Record<string, unknown>;
    };
    return answer;
  }

  /** Keeps the answer, sealed, in case the same request comes again. */
  async keep(fingerprint: Buffer, answer: Answer): Promise<void> {
    const box = this.vault.seal(BOX, fingerprint.toString('hex'), JSON.stringify({ answer }));
    await this.database.query('UPDATE slack_requests SET reply = $2 WHERE fingerprint = $1', [
      fingerprint,
      { box },
    ]);
  }

  /** Forgets a request whose handling failed, so that the same one is handled when it comes again. */
  async forget(fingerprint: Buffer): Promise<void> {
    await this.database.query('DELETE FROM slack_requests WHERE fingerprint = $1 AND reply IS NULL', [
      fingerprint,
    ]);
  }

  /** Removes up to `limit` requests whose signatures expired long ago. @returns how many there were */
  async removeOld(limit: number): Promise<number> {
    const [, removed] = await this.database.query<[unknown, number]>(REMOVE_OLD, [limit]);
    return removed;
  }
}
