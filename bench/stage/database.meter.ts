import type { Client } from 'pg';

/** What a piece of work asked of PostgreSQL. */
export interface DatabaseCost {
  /** Executions, BEGIN and COMMIT included. */
  statements: number;
  /** `2× SELECT …`, the most frequent first. */
  texts: string[];
  walBytes: number;
}

/**
 * Reads PostgreSQL's own books (pg_stat_statements, the position of the write-ahead log), so that nothing between the
 * service and the server can be overlooked. It looks from another database, whose statements do not count.
 */
export class DatabaseMeter {
  private constructor(
    private readonly admin: Client,
    private readonly database: string,
  ) {}

  /** @param admin connected to the database `postgres` as superuser */
  static async install(admin: Client, database: string): Promise<DatabaseMeter> {
    await admin.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    return new DatabaseMeter(admin, database);
  }

  /** Does the work and says what it cost. Nothing else may use the database meanwhile. */
  async during(work: () => Promise<unknown>): Promise<DatabaseCost> {
    await this.admin.query('SELECT pg_stat_statements_reset()');
    const before = await this.logPosition();
    await work();
    const after = await this.logPosition();
    const { rows } = await this.admin.query<{ query: string; calls: number }>(
      `SELECT query, calls::int FROM pg_stat_statements
       WHERE dbid = (SELECT oid FROM pg_database WHERE datname = $1) ORDER BY calls DESC, query`,
      [this.database],
    );
    return {
      statements: rows.reduce((sum, { calls }) => sum + calls, 0),
      texts: rows.map(({ query, calls }) => `${calls}× ${query.replace(/\s+/g, ' ').trim().slice(0, 100)}`),
      walBytes: after - before,
    };
  }

  private async logPosition(): Promise<number> {
    const { rows } = await this.admin.query<{ bytes: string }>(
      `SELECT pg_current_wal_insert_lsn() - '0/0' AS bytes`,
    );
    return Number(rows[0]!.bytes);
  }
}
