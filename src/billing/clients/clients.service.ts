import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { archivedAt } from '../archive';
import { actAs } from '../history/acting';
import { NO_TERMS, termsAfter, type TermsChange } from '../terms/whole-terms';
import { Client } from './client.entity';
import { ClientsRepository } from './clients.repository';

/** A new client; terms that it does not name are not agreed. */
export interface ClientDraft {
  name: string;
  email: string | null;
  terms: TermsChange;
}

/** What may change of a client; an absent field stays as it is. */
export interface ClientChange {
  name?: string;
  email?: string | null;
  archived?: boolean;
  terms: TermsChange;
}

/** The clients of the firm. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly clients: ClientsRepository,
    private readonly clock: Clock,
  ) {}

  /** @param userId who makes it @throws ValidationFailed for terms that are not whole */
  create({ terms, ...client }: ClientDraft, userId: string): Promise<Client> {
    const agreed = termsAfter(NO_TERMS, terms);
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      return manager.save(manager.create(Client, { ...client, ...agreed }));
    });
  }

  /**
   * Entries that exist keep an archived client; approved ones keep the terms that they were approved on.
   * @param userId who changes it
   * @throws NotFound, and ValidationFailed when terms would be left that are not whole
   */
  change(id: string, { name, email, archived, terms }: ClientChange, userId: string): Promise<Client> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      const client = await this.clients.lock(manager, id);
      if (name !== undefined) client.name = name;
      if (email !== undefined) client.email = email;
      Object.assign(client, termsAfter(client, terms));
      client.archivedAt = archivedAt(client.archivedAt, archived, this.clock.now());
      return manager.save(client);
    });
  }

  /** @param userId who removes it @throws NotFound, and Conflict while projects, entries or invoices refer to it */
  remove(id: string, userId: string): Promise<void> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      await this.clients.delete(manager, id);
    });
  }
}
