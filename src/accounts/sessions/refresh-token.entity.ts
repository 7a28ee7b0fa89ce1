import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';
import { User } from '../users/user.entity';

/** A refresh token that we issued (RFC 6749 §1.5), kept as SHA-256 and used once; a session is one `family` of them. */
@Entity('refresh_tokens')
@Index(['family'])
@Index(['expiresAt'])
export class RefreshToken {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Index() @Column('uuid') userId!: string;
  @Column('uuid') family!: string;
  @Column('bytea', { unique: true }) tokenHash!: Buffer;
  @InstantColumn({ nullable: true }) usedAt!: Date | null;
  @InstantColumn() expiresAt!: Date;
}
