import { Column, Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { InstantColumn } from '../../database/columns';

/** An authorization that was begun (RFC 6749 §4.1.1) and whose callback we await: once, for ten minutes. */
@Entity('oauth_states')
@Index(['expiresAt'])
export class OAuthState {
  /** SHA-256 of the state. */
  @PrimaryColumn('bytea') stateHash!: Buffer;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Index() @Column('uuid') userId!: string;
  @Column('text') provider!: string;
  /** The sealed PKCE verifier (RFC 7636). */
  @Column('text') codeVerifierBox!: string;
  /** SHA-256 of the cookie of the browser that asked: only its callback counts without a bearer. */
  @Column('bytea') browserHash!: Buffer;
  @Column('text') returnTo!: string;
  @InstantColumn() expiresAt!: Date;
}
