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
