import { ApiProperty, ApiSchema, OmitType } from '@nestjs/swagger';
import { Currency, Text, TimeZone, Uuid, WholeNumber } from '../../../common/wire/fields';
import { TimeEntryQuery } from '../time-entry.wire';
import type { Sums, TargetSums, Totals } from './totals';

const SUM = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;

/** Which entries are summed up: those that a list with the same filter shows, without rejected ones unless asked for. */
export class TotalsQuery extends OmitType(TimeEntryQuery, ['limit', 'cursor'] as const) {}

/** Money in one currency. */
@ApiSchema({ name: 'Amount' })
export class AmountAnswer {
  @Currency({ example: 'EUR' }) currency!: string;
  @WholeNumber({ ...SUM, description: 'Minor units', example: 13_500 }) amount!: number;
}

/** Sums over time entries. */
export class SumsAnswer {
  @WholeNumber({ ...SUM, example: 1 }) entries!: number;
  @WholeNumber({ ...SUM, description: 'As worked', example: 85 }) minutes!: number;
  @WholeNumber({ ...SUM, description: 'Of what is approved or billed, rounded as agreed', example: 90 })
  billable_minutes!: number;
  @ApiProperty({ type: [AmountAnswer], description: 'What that costs, in each currency' })
  amounts!: AmountAnswer[];
}

/** The sums of a local day. */
@ApiSchema({ name: 'DayTotals' })
export class DayTotalsAnswer extends SumsAnswer {
  @Text({ max: 10, example: '2026-03-14' }) date!: string;
}

/** The sums of a project. */
@ApiSchema({ name: 'ProjectTotals' })
export class ProjectTotalsAnswer extends SumsAnswer {
  @Uuid({ nullable: true, example: '0199a3c1-6b11-4c55-8f0a-0d8f6a9b2c33' }) project_id!: string | null;
  @Text({ max: 200, nullable: true, example: 'Website' }) name!: string | null;
}

/** The sums of a client. */
@ApiSchema({ name: 'ClientTotals' })
export class ClientTotalsAnswer extends SumsAnswer {
  @Uuid({ nullable: true, example: '0199a3c1-58a0-4f0e-9d3c-6a2f4d1b7e10' }) client_id!: string | null;
  @Text({ max: 200, nullable: true, example: 'Acme' }) name!: string | null;
}

/** The sums of everything, and of each day, project and client. */
@ApiSchema({ name: 'TimeEntryTotals' })
export class TotalsAnswer extends SumsAnswer {
  @TimeZone({ description: 'In which the days begin: the zone of whoever asks' }) timezone!: string;
  @ApiProperty({ type: [DayTotalsAnswer] }) by_day!: DayTotalsAnswer[];
  @ApiProperty({ type: [ProjectTotalsAnswer] }) by_project!: ProjectTotalsAnswer[];
  @ApiProperty({ type: [ClientTotalsAnswer] }) by_client!: ClientTotalsAnswer[];
}

/** Totals as the wire shows them. */
export function toTotalsAnswer({ all, byDay, byProject, byClient }: Totals, timezone: string): TotalsAnswer {
  return {
    timezone,
    ...toSums(all),
    by_day: byDay.map(({ date, ...sums }) => ({ date, ...toSums(sums) })),
    by_project: byProject.map(({ id, ...sums }) => ({ project_id: id, ...toNamed(sums) })),
    by_client: byClient.map(({ id, ...sums }) => ({ client_id: id, ...toNamed(sums) })),
  };
}

function toNamed({ name, ...sums }: Omit<TargetSums, 'id'>): SumsAnswer & { name: string | null } {
  return { name, ...toSums(sums) };
}

function toSums({ entries, minutes, billableMinutes, amounts }: Sums): SumsAnswer {
  return { entries, minutes, billable_minutes: billableMinutes, amounts };
}
