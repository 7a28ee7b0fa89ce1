import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { Conflict, Forbidden } from '../../common/errors/problem';
import { accountsConfig } from '../../config/accounts.config';
import { hashPassword } from '../sessions/passwords';
import type { Role, User } from './user.entity';
import { UserRepository } from './user.repository';

/** What somebody gives to get an account. */
export interface Newcomer {
  email: string;
  name: string;
  password: string;
}

/** How people get an account here: the first one signs up and is admin, the others sign up if they may, or are added. */
@Injectable()
export class Registration {
  constructor(
    @Inject(accountsConfig.KEY) private readonly config: ConfigType<typeof accountsConfig>,
    private readonly users: UserRepository,
  ) {}

  /** @throws Forbidden when signing up is closed, Conflict for a taken e-mail */
  async signUp(newcomer: Newcomer): Promise<User> {
    const empty = !(await this.users.any());
    if (!empty) this.requireOpen();
    const passwordHash = await hashPassword(newcomer.password);
    const first =
      empty && (await this.users.addFirst({ ...withoutPassword(newcomer), role: 'admin', passwordHash }));
    if (first) return first;
    this.requireOpen();
    return this.insert(newcomer, 'member', passwordHash);
  }

  /** An admin adds somebody. @throws Conflict for a taken e-mail */
  async add(newcomer: Newcomer, role: Role): Promise<User> {
    return this.insert(newcomer, role, await hashPassword(newcomer.password));
  }

  private async insert(newcomer: Newcomer, role: Role, passwordHash: string): Promise<User> {
    const user = await this.users.add({ ...withoutPassword(newcomer), role, passwordHash });
    if (!user) throw new Conflict('There is an account with this e-mail address.');
    return user;
  }

  private requireOpen(): void {
    if (this.config.signup === 'closed')
      throw new Forbidden('Signing up is closed here: ask an admin for an account.');
  }
}

function withoutPassword({ email, name }: Newcomer): Pick<Newcomer, 'email' | 'name'> {
  return { email, name };
}
