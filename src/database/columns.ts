import { applyDecorators } from '@nestjs/common';
import { Column, type ColumnOptions, CreateDateColumn, UpdateDateColumn } from 'typeorm';

/** An instant. Milliseconds, as JavaScript has them: with microseconds a cursor could skip a row. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'timestamptz', precision: 3 });
}

/** When the row was made. */
export function CreatedAt(): PropertyDecorator {
  return applyDecorators(CreateDateColumn({ type: 'timestamptz', precision: 3 }));
}

/** When the row last changed. */
export function UpdatedAt(): PropertyDecorator {
  return applyDecorators(UpdateDateColumn({ type: 'timestamptz', precision: 3 }));
}

/** An amount that outgrows 32 bits. PostgreSQL's driver gives such numbers as text; ours stay safe integers. */
export function BigAmountColumn(): PropertyDecorator {
  return Column('bigint', { transformer: { to: (amount: number) => amount, from: Number } });
}
