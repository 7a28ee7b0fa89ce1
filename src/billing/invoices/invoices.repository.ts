import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { NotFound } from '../../common/errors/problem';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { OverlapsRepository } from '../time-entries/overlaps/overlaps.repository';
import { Invoice, type InvoiceStatus } from './invoice.entity';

/** Which invoices are listed; an absent filter lists all. */
export interface InvoiceFilter {
  status?: InvoiceStatus;
  clientId?: string;
}

export type InvoiceWithLines = Invoice & Required<Pick<Invoice, 'lines'>>;

/** Reads and locks invoices. */
@Injectable()
export class InvoicesRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly overlaps: OverlapsRepository,
  ) {}

  /**
   * A page of invoices without their lines, newest first.
   * @param reach who drafted them; undefined lists everybody's, to admins
   * @throws ValidationFailed for a foreign cursor
   */
  page(
    reach: string | undefined,
    { status, clientId }: InvoiceFilter,
    paging: PageQuery,
  ): Promise<Page<Invoice>> {
    const query = this.manager.createQueryBuilder(Invoice, 'invoice');
    if (reach !== undefined) query.andWhere('invoice.userId = :reach', { reach });
    if (status !== undefined) query.andWhere('invoice.status = :status', { status });
    if (clientId !== undefined) query.andWhere('invoice.clientId = :clientId', { clientId });
    return readPage(query, paging, 'createdAt', 'DESC');
  }

  /** One invoice with its lines. @throws NotFound */
  async get(id: string): Promise<InvoiceWithLines> {
    const invoice = await this.manager
      .createQueryBuilder(Invoice, 'invoice')
      .where('invoice.id = :id', { id })
      .leftJoinAndSelect('invoice.lines', 'line')
      .orderBy('line.position', 'ASC')
      .getOne();
    if (!invoice) throw new NotFound('The invoice');
    return { ...invoice, lines: invoice.lines ?? [] };
  }

  /** The entries of a draft that share time with another one of the same person; none once it is too late to change them. */
  async overlapping({ status, lines }: InvoiceWithLines): Promise<string[]> {
    if (status !== 'draft') return [];
    return this.overlaps.among(lines.flatMap(({ timeEntryId }) => timeEntryId ?? []));
  }

  /** One invoice, held until the transaction ends: nobody else finalizes or voids it meanwhile. @throws NotFound */
  async lock(manager: EntityManager, id: string): Promise<Invoice> {
    const invoice = await manager.findOne(Invoice, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!invoice) throw new NotFound('The invoice');
    return invoice;
  }
}
