import { type EntityManager, QueryFailedError } from 'typeorm';
import { Conflict } from '../common/errors/problem';

/** foreign_key_violation, and restrict_violation, which PostgreSQL 18 says for ON DELETE RESTRICT. */
const REFERRED_TO = ['23503', '23001'];

/**
 * Deletes a row. The foreign keys decide whether it may go, so no reference can slip in between.
 * @param inUse what is in the way when something refers to it, as the beginning of a sentence
 * @returns false when there is no such row
 * @throws Conflict while something refers to it
 */
export async function removeUnlessInUse(
  manager: EntityManager,
  entity: new () => { id: string },
  id: string,
  inUse: string,
): Promise<boolean> {
  try {
    return (await manager.delete(entity, { id })).affected === 1;
  } catch (error) {
    if (!isReferredTo(error)) throw error;
    throw new Conflict(`${inUse}: archive it instead.`);
  }
}

function isReferredTo(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: string };
  return code !== undefined && REFERRED_TO.includes(code);
}
