import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';

/**
 * A signed request (or an event, by its id) that was seen, and the reply that it got. The same one again has no
 * effect.
 */
@Entity('slack_requests')
export class SlackRequest {
  @PrimaryColumn('bytea') fingerprint!: Buffer;
  /** Null while the first one is being worked on. */
  @Column('jsonb', { nullable: true }) reply!: Record<string, unknown> | null;
  @Index() @InstantColumn({ default: () => 'now()' }) receivedAt!: Date;
}
