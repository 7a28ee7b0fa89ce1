import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';

/** Requests that a provider may see at the same time from one of its accounts, whoever connected it. */
export const SLOTS_PER_ACCOUNT = 4;

/** The right to one request at a time to an account of a provider. All processes and users share four of them. */
@Entity('request_slots')
@Check('ck_request_slots_number', `number BETWEEN 1 AND ${SLOTS_PER_ACCOUNT}`)
export class RequestSlot {
  /** Who the account is at its provider. */
  @PrimaryColumn('text') issuer!: string;
  @PrimaryColumn('text') subject!: string;
  @PrimaryColumn('smallint') number!: number;
  /** Who has it: a sync run, or a single errand. */
  @Column('uuid', { nullable: true, unique: true }) holder!: string | null;
  /** It dies by itself, should the holder do so. */
  @InstantColumn({ nullable: true }) leaseExpiresAt!: Date | null;
}
