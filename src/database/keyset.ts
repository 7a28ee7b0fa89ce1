import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type Page, type PageQuery, parseCursor, toPage } from '../common/pagination';

/**
 * Reads one page of a query in the order of an instant and the id, continuing behind the cursor.
 * @param query may join relations to one row, not to many
 * @param property of the alias that orders: an instant that never is null
 */
export async function readPage<T extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<T>,
  { limit, cursor }: PageQuery,
  property: keyof T & string,
  direction: 'ASC' | 'DESC' = 'ASC',
): Promise<Page<T>> {
  const { alias } = query;
  const behind = direction === 'ASC' ? '>' : '<';
  const position = parseCursor(cursor);
  if (position) {
    query.andWhere(`(${alias}.${property}, ${alias}.id) ${behind} (:cursorSort, :cursorId)`, {
      cursorSort: position.sort,
      cursorId: position.id,
    });
  }
  const rows = await query
    .orderBy(`${alias}.${property}`, direction)
    .addOrderBy(`${alias}.id`, direction)
    // Not take(): beside a join that reads all rows before it cuts the page off. Joins here are to one row at most.
    .limit(limit + 1)
    .getMany();
  return toPage(rows, limit, (row) => ({ sort: (row[property] as Date).toISOString(), id: row.id }));
}
