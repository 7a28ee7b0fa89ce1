import type { SelectQueryBuilder } from 'typeorm';
import { type Page, parseCursor, toPage } from '../common/pagination';

/** `limit` and `cursor` of a list. */
export interface Paging {
  limit: number;
  cursor?: string;
}

/**
 * The page of `query` behind the cursor, ordered by `sort` and then by id, so that rows of the same instant keep their order.
 * @param sort the property that orders, an instant
 * @throws ValidationFailed for a cursor that is not of a list
 */
export async function keysetPage<T extends { id: string } & Record<K, Date>, K extends string>(
  query: SelectQueryBuilder<T>,
  sort: K,
  direction: 'ASC' | 'DESC',
  { limit, cursor }: Paging,
): Promise<Page<T>> {
  const { alias } = query;
  const after = parseCursor(cursor);
  if (after) {
    const beyond = direction === 'ASC' ? '>' : '<';
    query.andWhere(`(${alias}.${sort}, ${alias}.id) ${beyond} (:cursorSort, :cursorId)`, {
      cursorSort: after.sort,
      cursorId: after.id,
    });
  }
  const rows = await query
    .orderBy({ [`${alias}.${sort}`]: direction, [`${alias}.id`]: direction })
    .limit(limit + 1)
    .getMany();
  return toPage(rows, limit, (row) => ({ sort: row[sort].toISOString(), id: row.id }));
}
