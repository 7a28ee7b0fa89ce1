import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import type { Page } from '../../common/pagination';
import { Instant, OneOf, Text, Uuid } from '../../common/wire/fields';
import { AUDIT_ACTIONS, type AuditRecord } from './audit-record.entity';
import type { HistoryFields } from './history-fields';
import type { HistoryRecord } from './history.repository';

const VALUE = { nullable: true, oneOf: [{ type: 'string' }, { type: 'number' }] };

/** A field before and after a change; null where there was nothing. */
@ApiSchema({ name: 'FieldChange' })
export class FieldChangeAnswer {
  @ApiProperty({ ...VALUE, example: 'Workshop' }) before!: unknown;
  @ApiProperty({ ...VALUE, example: 'Workshop, part one' }) after!: unknown;
}

/** Who made a change. */
@ApiSchema({ name: 'Actor' })
export class ActorAnswer {
  @Uuid({ example: '0199a3c0-1d2e-4b7f-9a10-5c6d7e8f9a0b' }) id!: string;
  @Text({ max: 200, example: 'Robin Berger' }) name!: string;
}

/** One change. */
@ApiSchema({ name: 'HistoryRecord' })
@ApiExtraModels(FieldChangeAnswer)
export class HistoryRecordAnswer {
  @Uuid({ example: '0199a3c5-3d20-4a1e-8b88-2a3f4e5d6c7b' }) id!: string;
  @Instant({ example: '2026-03-14T10:31:07.000Z' }) at!: Date;
  @ApiProperty({
    type: ActorAnswer,
    nullable: true,
    description: 'Null if the service itself did it, for example because an entry followed its meeting',
  })
  actor!: ActorAnswer | null;
  @OneOf(AUDIT_ACTIONS, { example: 'changed' }) action!: AuditRecord['action'];
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(FieldChangeAnswer) },
    description: 'By field',
  })
  changes!: Record<string, FieldChangeAnswer>;
}

/** A page of changes. */
@ApiSchema({ name: 'History' })
export class HistoryAnswer {
  @ApiProperty({ type: [HistoryRecordAnswer] }) history!: HistoryRecordAnswer[];
  @Text({ max: 500, nullable: true, example: null }) next_cursor!: string | null;
}

/** Records as the wire shows them, with the fields that people know. */
export function toHistory({ rows, nextCursor }: Page<HistoryRecord>, fields: HistoryFields): HistoryAnswer {
  return {
    history: rows.map(({ record: { id, at, action, changes }, actor }) => ({
      id,
      at,
      actor: actor && { id: actor.id, name: actor.name },
      action,
      changes: toChanges(changes, fields),
    })),
    next_cursor: nextCursor,
  };
}

function toChanges(
  changes: AuditRecord['changes'],
  fields: HistoryFields,
): Record<string, FieldChangeAnswer> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([column, [before, after]]) => {
      const field = fields[column];
      if (!field) return [];
      const { name, written = (value: unknown) => value } = field;
      const shown = (value: unknown): unknown => (value === null ? null : written(value));
      return [[name, { before: shown(before), after: shown(after) }]];
    }),
  );
}
