import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, UpdatedAt } from '../../database/columns';

/** What a user may do: `viewer` reads, `member` works with own data, `admin` runs the house. */
export const ROLES = ['admin', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * A person who signs in: with a password (`email` is then unique), or through an external issuer, keyed by
 * (`issuer`, `subject`) and never by e-mail.
 */
@Entity('users')
@Index('uq_users_email_local', ['email'], { unique: true, where: 'issuer IS NULL' })
@Index('uq_users_issuer_subject', ['issuer', 'subject'], { unique: true, where: 'issuer IS NOT NULL' })
@Check('ck_users_role', `role IN ('admin', 'member', 'viewer')`)
@Check(
  'ck_users_origin',
  '(issuer IS NULL) = (subject IS NULL) AND (issuer IS NULL) = (password_hash IS NOT NULL)',
)
@Check('ck_users_email', 'issuer IS NOT NULL OR email = lower(email)')
export class User {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text', { default: 'member' }) role!: Role;
  /** IANA name; what "today" means for this person. */
  @Column('text', { default: 'UTC' }) timezone!: string;
  /** argon2id in PHC format; null for users of an external issuer. */
  @Column('text', { nullable: true, select: false }) passwordHash!: string | null;
  @Column('text', { nullable: true }) issuer!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
