import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageQuery, type Page } from '../../common/pagination';
import { EmailAddress, Flag, Instant, OneOf, Text, Uuid } from '../../common/wire/fields';
import { TermsAnswer, TermsBody, toTerms } from '../terms/terms.wire';
import type { Client } from './client.entity';

/** What a client is made from. */
@ApiSchema({ name: 'NewClient' })
export class NewClientBody extends TermsBody {
  @Text({ min: 1, max: 200, example: 'Acme GmbH' }) name!: string;
  @EmailAddress({ optional: true, nullable: true, example: 'billing@acme.example' }) email?: string | null;
}

/** What may change of a client; an absent field stays as it is. */
@ApiSchema({ name: 'ClientChange' })
export class ClientChangeBody extends TermsBody {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @EmailAddress({ optional: true, nullable: true }) email?: string | null;
  @Flag({ optional: true, description: 'An archived client takes no new entries and projects' })
  archived?: boolean;
}

/** Which clients are listed. */
export class ClientQuery extends PageQuery {
  @OneOf(['true', 'false'], { optional: true, description: 'Only archived ones, or only the others' })
  archived?: 'true' | 'false';
}

/** A client as the wire shows it. */
@ApiSchema({ name: 'Client' })
export class ClientAnswer extends TermsAnswer {
  @Uuid({ example: '0199a3c1-58a0-4f0e-9d3c-6a2f4d1b7e10' }) id!: string;
  @Text({ max: 200, example: 'Acme GmbH' }) name!: string;
  @EmailAddress({ nullable: true, example: 'billing@acme.example' }) email!: string | null;
  @Flag({ example: false }) archived!: boolean;
  @Instant({ example: '2026-03-14T09:30:00.000Z' }) created_at!: Date;
  @Instant({ example: '2026-03-14T09:30:00.000Z' }) updated_at!: Date;
}

/** A page of clients. */
@ApiSchema({ name: 'ClientList' })
export class ClientListAnswer {
  @ApiProperty({ type: [ClientAnswer] }) clients!: ClientAnswer[];
  @Text({ max: 500, nullable: true, example: null }) next_cursor!: string | null;
}

/** A row as the wire shows it. */
export function toClient(client: Client): ClientAnswer {
  return {
    id: client.id,
    name: client.name,
    email: client.email,
    ...toTerms(client),
    archived: client.archivedAt !== null,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}

/** A page of rows as the wire shows it. */
export function toClientList({ rows, nextCursor }: Page<Client>): ClientListAnswer {
  return { clients: rows.map(toClient), next_cursor: nextCursor };
}
