import { ApiProperty } from '@nestjs/swagger';
import type { Page } from '../../common/pagination';
import { EmailAddress, OneOf, Text, TimeZone, Uuid } from '../../common/wire/fields';
import { type Role, ROLES, type User } from './user.entity';

/** `POST /users` */
export class AddUserRequest {
  @EmailAddress({ example: 'robin@example.com' }) email: string;
  @Text({ min: 1, max: 200, example: 'Robin' }) name: string;
  @Text({ min: 8, max: 256, blank: true, example: 'correct horse battery staple' }) password: string;
  @OneOf(ROLES, { optional: true, description: '`member` without it' }) role?: Role;
}

/** `PATCH /auth/me` */
export class ChangeMeRequest {
  @Text({ min: 1, max: 200, optional: true, example: 'Robin' }) name?: string;
  @TimeZone({ optional: true }) timezone?: string;
}

/** A user as the wire shows one. */
export class UserAnswer {
  @Uuid() id: string;
  @EmailAddress({ example: 'robin@example.com' }) email: string;
  @Text({ max: 200, example: 'Robin' }) name: string;
  @OneOf(ROLES, { example: 'member' }) role: Role;
  @TimeZone({ description: 'What "today" means for this person' }) timezone: string;
}

/** `GET /users` */
export class UserListAnswer {
  @ApiProperty({ type: [UserAnswer] }) users: UserAnswer[];
  @Text({ max: 500, nullable: true, description: 'The `cursor` of the next page' }) next_cursor:
    string | null;
}

/** Entity to wire. */
export function toUserAnswer({ id, email, name, role, timezone }: User): UserAnswer {
  return { id, email, name, role, timezone };
}

/** Page of entities to wire. */
export function toUserList({ rows, nextCursor }: Page<User>): UserListAnswer {
  return { users: rows.map(toUserAnswer), next_cursor: nextCursor };
}
