/** One way to bring a calendar into an empty table. */
export interface Lane {
  name: string;
  /** Empties the table; not timed. */
  prepare(): Promise<void>;
  /** @returns rows stored */
  run(): Promise<number>;
}
