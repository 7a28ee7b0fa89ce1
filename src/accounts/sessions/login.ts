import { Injectable } from '@nestjs/common';
import { Unauthenticated } from '../../common/errors/problem';
import { FailedLogins } from '../limits/failed-logins';
import type { User } from '../users/user.entity';
import { UserRepository } from '../users/user.repository';
import { isPassword } from './passwords';

/** Signing in with e-mail and password. */
@Injectable()
export class Login {
  constructor(
    private readonly users: UserRepository,
    private readonly failures: FailedLogins,
  ) {}

  /**
   * The user with this e-mail and password. An unknown e-mail costs the same work and gets the same answer as a wrong
   * password.
   * @param address where the request came from, as `addressOf` gives it
   * @throws Unauthenticated; RateLimitExceeded after too many failures, also for a right password
   */
  async verify(email: string, password: string, address: string): Promise<User> {
    await this.failures.refuseAfterTooMany(email, address);
    const account = await this.users.findWithPassword(email);
    const right = await isPassword(account?.passwordHash, password);
    if (!account || !right) {
      await this.failures.count(email, address);
      throw new Unauthenticated('The e-mail address or the password is wrong.');
    }
    // Once more: of many guesses at the same time, those behind the tenth failure learn nothing.
    await this.failures.refuseAfterTooMany(email, address);
    return account.user;
  }
}
