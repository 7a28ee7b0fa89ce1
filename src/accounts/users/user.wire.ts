import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../common/pagination';
import { EmailAddress, OneOf, Text, TimeZone, Uuid } from '../../common/wire/fields';
import { type Role, ROLES, type User } from './user.entity';

/** What an admin makes a user from: `POST /users`. */
@ApiSchema({ name: 'NewUser' })
export class NewUserBody {
  @EmailAddress({ example: 'robin@example.com' }) email: string;
  @Text({ min: 1, max: 200, example: 'Robin' }) name: string;
  @Text({ min: 8, max: 256, blank: true, example: 'correct horse battery staple' }) password: string;
  @OneOf(ROLES, { optional: true, description: '`member` without it' }) role?: Role;
}

/** What people may change of themselves: `PATCH /auth/me`. An absent field stays as it is. */
@ApiSchema({ name: 'MeChange' })
export class MeChangeBody {
  @Text({ min: 1, max: 200, optional: true, example: 'Robin' }) name?: string;
  @TimeZone({ optional: true }) timezone?: string;
}

/** A user as the wire shows one. */
@ApiSchema({ name: 'User' })
export class UserAnswer {
  @Uuid() id: string;
  @EmailAddress({ example: 'robin@example.com' }) email: string;
  @Text({ max: 200, example: 'Robin' }) name: string;
  @OneOf(ROLES, { example: 'member' }) role: Role;
  @TimeZone({ description: 'What "today" means for this person' }) timezone: string;
}

/** A page of users. */
@ApiSchema({ name: 'UserList' })
export class UserListAnswer {
  @ApiProperty({ type: [UserAnswer] }) users: UserAnswer[];
  @Text({ max: 500, nullable: true, description: 'The `cursor` of the next page' }) next_cursor:
    string | null;
}

/** A row as the wire shows it. */
export function toUserAnswer({ id, email, name, role, timezone }: User): UserAnswer {
  return { id, email, name, role, timezone };
}

/** A page of rows as the wire shows it. */
export function toUserList({ rows, nextCursor }: Page<User>): UserListAnswer {
  return { users: rows.map(toUserAnswer), next_cursor: nextCursor };
}
