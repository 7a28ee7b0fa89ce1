import { Column, Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { CreatedAt } from '../../database/columns';
import { User } from '../users/user.entity';

/** The first answer to a POST that carried an `Idempotency-Key`; without `status` it is still in flight. */
@Entity('idempotency_keys')
@Index(['createdAt'])
export class IdempotencyKey {
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) user?: User;
  @PrimaryColumn('uuid') userId!: string;
  @PrimaryColumn('text') method!: string;
  @PrimaryColumn('text') path!: string;
  @PrimaryColumn('text') key!: string;
  /** Keyed hash of the request body: the same key with another body is a mistake of the client. */
  @Column('bytea') bodyHash!: Buffer;
  @Column('smallint', { nullable: true }) status!: number | null;
  /** JSON as it was sent: `jsonb` would change the order of its members. */
  @Column('text', { nullable: true }) answer!: string | null;
  @CreatedAt() createdAt!: Date;
}
