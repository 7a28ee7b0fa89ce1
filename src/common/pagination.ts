import { Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ValidationFailed } from './errors/problem';
import { parseInstant } from './wire/instant';

/** `?limit=&cursor=` of every list. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  @Transform(({ value }: { value: unknown }) => value ?? 50)
  limit: number = 50;

  @ApiPropertyOptional({ description: 'The `next_cursor` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

/** A page of rows, and the cursor of the next page (null at the end). */
export interface Page<T> {
  rows: T[];
  nextCursor: string | null;
}

/** Where a page ends: the sort value and the id of its last row. Opaque on the wire. */
export interface Position {
  sort: string;
  id: string;
}

/** Reads a cursor back. @throws ValidationFailed when it is not one of ours. */
export function parseCursor(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value.length === 2 && isSort(value[0]) && isUuid(value[1])) {
      return { sort: value[0], id: value[1] };
    }
  } catch {
    // not base64 of JSON: the same answer as for a cursor with the wrong content
  }
  throw ValidationFailed.at('/cursor', 'is not a cursor of this list');
}

/**
 * Cuts the page off `rows`, which were read with `limit + 1` so that we know whether more follow.
 * `positionOf` gives the sort value and id by which the query orders.
 */
export function toPage<T>(rows: T[], limit: number, positionOf: (row: T) => Position): Page<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? toCursor(positionOf(last)) : null };
}

function toCursor({ sort, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, id])).toString('base64url');
}

function isSort(value: unknown): value is string {
  // Exactly as we write it: Date.parse() takes more than PostgreSQL does.
  return typeof value === 'string' && parseInstant(value)?.toISOString() === value;
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
