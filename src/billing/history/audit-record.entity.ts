import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';

export const AUDIT_ACTIONS = ['created', 'changed', 'deleted'] as const;

/**
 * One change of one row of clients, projects, time entries or invoices. Triggers write the records, so that no statement is
 * forgotten, and refuse to change them. No foreign keys: a record outlives its subject.
 */
@Entity('audit_log')
@Index(['entityId', 'at', 'id'])
@Check('ck_audit_log_action', `action IN ('created', 'changed', 'deleted')`)
export class AuditRecord {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @InstantColumn({ default: () => 'clock_timestamp()' }) at!: Date;
  /** Who did it; null if the service itself did, for example because an entry followed its meeting. */
  @Column('uuid', { nullable: true }) actorId!: string | null;
  /** The table. */
  @Column('text') entity!: string;
  @Column('uuid') entityId!: string;
  /** Whose it was, if it is somebody's. */
  @Column('uuid', { nullable: true }) ownerId!: string | null;
  @Column('text') action!: (typeof AUDIT_ACTIONS)[number];
  /** By column: the value before and after, null where there was none. */
  @Column('jsonb') changes!: Record<string, [unknown, unknown]>;
}
