import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Flag, Instant, OneOf, Text, Uuid } from '../../common/wire/fields';
import type { RemoteCalendar } from '../provider/calendar-provider';
import { ACCOUNT_STATUSES, type AccountStatus, type UserOAuthAccount } from './oauth-account.entity';

/** Where the browser is to land in the end. */
export class AuthorizeQuery {
  @Text({ max: 2000, optional: true, description: 'Where the browser lands: an address of the web app' })
  return_to?: string;
}

/** The page of the provider to go to, and the state that comes back from there. */
@ApiSchema({ name: 'Authorization' })
export class AuthorizationAnswer {
  @Text({ max: 4000, example: 'https://accounts.google.com/o/oauth2/v2/auth?client_id=…' }) auth_url!: string;
  @Text({ max: 43, example: 'kz1Yq0bG0v1zN3dS0xJXn4bO0q5C0qf1c2b3a4d5e6f' }) state!: string;
}

/** What the provider sent the browser back with. */
@ApiSchema({ name: 'Callback' })
export class CallbackBody {
  @Text({ min: 1, max: 2048 }) code!: string;
  @Text({ min: 1, max: 512 }) state!: string;
}

/** A calendar as its provider lists it. */
@ApiSchema({ name: 'ProviderCalendar' })
export class ProviderCalendarAnswer {
  @Text({ max: 1024, example: 'robin@example.com' }) id!: string;
  @Text({ max: 1024, example: 'Robin Berger' }) name!: string;
  @Flag() primary!: boolean;
  @Text({ max: 64, nullable: true, example: 'Europe/Berlin' }) timezone!: string | null;
  @Text({ max: 16, nullable: true, example: '#9fe1e7' }) color!: string | null;
  @Text({ max: 64, example: 'owner' }) access_role!: string;
  @Flag({ description: 'It is synchronised already' }) selected!: boolean;
}

/** An account was connected: which one, and its calendars. */
@ApiSchema({ name: 'CallbackResult' })
export class CallbackAnswer {
  @OneOf(['success']) status!: 'success';
  @Uuid() oauth_account_id!: string;
  @Text({ max: 254, example: 'robin@example.com' }) account_email!: string;
  @ApiProperty({ type: [ProviderCalendarAnswer] }) calendars!: ProviderCalendarAnswer[];
}

/** A connected account, without its tokens. */
@ApiSchema({ name: 'Account' })
export class AccountAnswer {
  @Uuid() id!: string;
  @Text({ max: 31, example: 'google' }) provider!: string;
  @Text({ max: 254, example: 'robin@example.com' }) email!: string;
  @OneOf(ACCOUNT_STATUSES) status!: AccountStatus;
  @Text({ max: 500, nullable: true }) status_detail!: string | null;
  @ApiProperty({ type: [String], example: ['openid', 'https://www.googleapis.com/auth/calendar.readonly'] })
  scopes!: string[];
  @Instant() connected_at!: Date;
}

/** A page of connected accounts. */
@ApiSchema({ name: 'AccountList' })
export class AccountListAnswer {
  @ApiProperty({ type: [AccountAnswer] }) accounts!: AccountAnswer[];
  @Text({ max: 500, nullable: true }) next_cursor!: string | null;
}

/** A calendar as the provider lists it, for the wire. */
export function toProviderCalendar(remote: RemoteCalendar, selected: boolean): ProviderCalendarAnswer {
  const { id, name, primary, timezone, color, accessRole } = remote;
  return { id, name, primary, timezone, color, access_role: accessRole, selected };
}

/** A connected account for the wire: never a token. */
export function toAccount(account: UserOAuthAccount): AccountAnswer {
  const { id, provider, email, status, statusDetail, scopes, connectedAt } = account;
  return { id, provider, email, status, status_detail: statusDetail, scopes, connected_at: connectedAt };
}
