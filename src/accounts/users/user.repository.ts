import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { randomUUID } from 'node:crypto';
import { type EntityManager, IsNull, Repository } from 'typeorm';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import type { ExternalIdentity } from '../guard/external-tokens';
import type { Principal } from '../guard/principal';
import { type Role, User } from './user.entity';

/** Any number will do, as long as nobody else in this database uses it. */
const FIRST_USER_LOCK = 7_214_033_519;

/** A user with a password who is about to be added. */
export interface LocalUser {
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
}

/** The rows of `users`. */
@Injectable()
export class UserRepository {
  constructor(@InjectRepository(User) private readonly rows: Repository<User>) {}

  /** Whether anybody is here at all. */
  async any(): Promise<boolean> {
    return this.rows.exists();
  }

  /** @throws EntityNotFoundError: users are never deleted, so whoever holds an id has a row */
  async get(id: string): Promise<User> {
    return this.rows.findOneByOrFail({ id });
  }

  /** Id and role by primary key: the one query that every request costs. */
  async findPrincipal(id: string): Promise<Principal | undefined> {
    const user = await this.rows.findOne({ where: { id }, select: { id: true, role: true } });
    return user ? { userId: user.id, role: user.role } : undefined;
  }

  /** The member behind an external identity, who is added at the first request; of parallel ones, one adds the row. */
  async findOrProvision(identity: ExternalIdentity): Promise<Principal | undefined> {
    const { issuer, subject } = identity;
    const find = (): Promise<User | null> =>
      this.rows.findOne({ where: { issuer, subject }, select: { id: true, role: true } });
    const user = (await find()) ?? (await this.ignoringTwins(this.rows.manager, identity).then(find));
    return user ? { userId: user.id, role: user.role } : undefined;
  }

  /** Somebody with a password, with their hash, by lower-cased e-mail. */
  async findWithPassword(email: string): Promise<{ user: User; passwordHash: string } | undefined> {
    const user = await this.rows
      .createQueryBuilder('user')
      .addSelect('user.passwordHash')
      .where({ email, issuer: IsNull() })
      .getOne();
    return user?.passwordHash ? { user, passwordHash: user.passwordHash } : undefined;
  }

  /** Adds a user. @returns undefined when the e-mail is taken */
  async add(user: LocalUser): Promise<User | undefined> {
    return this.insert(this.rows.manager, user);
  }

  /** Adds the first user of an empty deployment; of parallel callers one succeeds. @returns undefined when not empty */
  async addFirst(user: LocalUser): Promise<User | undefined> {
    return this.rows.manager.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [FIRST_USER_LOCK]);
      return (await manager.exists(User)) ? undefined : this.insert(manager, user);
    });
  }

  /** Changes what is given of name and time zone, and returns the user. */
  async update(id: string, changes: Partial<Pick<User, 'name' | 'timezone'>>): Promise<User> {
    if (Object.values(changes).some((value) => value !== undefined)) await this.rows.update({ id }, changes);
    return this.get(id);
  }

  /** A page of everybody, oldest first. */
  async list(page: PageQuery): Promise<Page<User>> {
    return readPage(this.rows.createQueryBuilder('user'), page, 'createdAt');
  }

  private async insert(manager: EntityManager, user: LocalUser): Promise<User | undefined> {
    const id = randomUUID();
    await this.ignoringTwins(manager, { id, ...user });
    return (await manager.findOneBy(User, { id })) ?? undefined;
  }

  /** Of two that insert the same e-mail or the same external identity one wins; the other inserts nothing. */
  private async ignoringTwins(manager: EntityManager, values: Partial<User>): Promise<void> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(User)
      .values(values)
      .orIgnore()
      .updateEntity(false)
      .execute();
  }
}
