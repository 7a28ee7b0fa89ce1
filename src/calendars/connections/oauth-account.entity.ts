import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { CreatedAt, InstantColumn, UpdatedAt } from '../../database/columns';

/** Whether the provider still accepts the grant. */
export const ACCOUNT_STATUSES = ['active', 'needs_reauth'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** A user's grant at a provider: who the account is there, and its sealed tokens. */
@Entity('user_oauth_accounts')
@Unique('uq_user_oauth_accounts_identity', ['userId', 'issuer', 'subject'])
@Index(['issuer', 'subject'])
@Index(['expiresAt'])
@Check('ck_user_oauth_accounts_status', `status IN ('active', 'needs_reauth')`)
export class UserOAuthAccount {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Column('uuid') userId!: string;
  /** The slug of the provider's plugin. */
  @Column('text') provider!: string;
  /** OpenID Connect `iss` and `sub`: the account's identity. The e-mail is only shown. */
  @Column('text') issuer!: string;
  @Column('text') subject!: string;
  @Column('text') email!: string;
  @Column('text', { array: true }) scopes!: string[];
  @Column('text', { default: 'active' }) status!: AccountStatus;
  /** What is wrong with it, in words for its owner. */
  @Column('text', { nullable: true }) statusDetail!: string | null;
  /** The sealed grant; never selected unless asked for by name. */
  @Column('text', { nullable: true, select: false }) accessTokenBox!: string | null;
  @Column('text', { nullable: true, select: false }) refreshTokenBox!: string | null;
  /** When the access token dies. */
  @InstantColumn({ nullable: true }) expiresAt!: Date | null;
  /** Until when somebody may refresh it. The lease dies by itself, and a holder whose fence is old writes nothing. */
  @InstantColumn({ nullable: true }) refreshLeaseExpiresAt!: Date | null;
  @Column('integer', { default: 0 }) refreshFence!: number;
  /** When the token endpoint was last asked; it is asked once in 30 seconds at most. */
  @InstantColumn({ nullable: true }) refreshAttemptedAt!: Date | null;
  /** Until when the provider asked us to leave this account alone. */
  @InstantColumn({ nullable: true }) throttledUntil!: Date | null;
  @CreatedAt() connectedAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
