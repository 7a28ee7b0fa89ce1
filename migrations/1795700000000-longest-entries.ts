import type { MigrationInterface, QueryRunner } from 'typeorm';

// 31 days in minutes, with those that are rounded down to it. No CHECK: that would refuse every change of a longer entry from
// before, and it could be neither approved nor billed any more.
const TOO_LONG = `NEW.ended_at - NEW.started_at >= interval '44640 minutes 30 seconds'`;

const LIMIT = `
CREATE FUNCTION refuse_long_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A time entry is at most 31 days long' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER longest_new BEFORE INSERT ON time_entries FOR EACH ROW
  WHEN (${TOO_LONG}) EXECUTE FUNCTION refuse_long_entry();
CREATE TRIGGER longest_moved BEFORE UPDATE ON time_entries FOR EACH ROW
  WHEN (${TOO_LONG} AND (NEW.started_at, NEW.ended_at) IS DISTINCT FROM (OLD.started_at, OLD.ended_at))
  EXECUTE FUNCTION refuse_long_entry();
`;

const UNDO = `
DROP TRIGGER longest_moved ON time_entries;
DROP TRIGGER longest_new ON time_entries;
DROP FUNCTION refuse_long_entry;
`;

/** No time entry becomes longer than 31 days. Longer ones from before stay as they are. */
export class LongestEntries1795700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(LIMIT);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UNDO);
  }
}
