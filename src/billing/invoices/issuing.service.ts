import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { Conflict } from '../../common/errors/problem';
import { Outbox } from '../../notifications/outbox';
import { Client } from '../clients/client.entity';
import { actAs } from '../history/acting';
import { invoiceNumber } from './invoice-number';
import { InvoiceRowsRepository } from './invoice-rows.repository';
import type { Invoice } from './invoice.entity';
import { InvoicesRepository } from './invoices.repository';

/** Finalizes drafts. */
@Injectable()
export class IssuingService {
  constructor(
    private readonly manager: EntityManager,
    private readonly invoices: InvoicesRepository,
    private readonly rows: InvoiceRowsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives a draft its number, makes its entries billed, and notifies whoever drafted and whoever finalized it: all of that
   * or nothing. A finalized invoice stays as it is, so this may be tried again.
   * @throws NotFound, Conflict for a voided invoice
   */
  async finalize(id: string, adminId: string): Promise<void> {
    await this.manager.transaction(async (manager) => {
      await actAs(manager, adminId);
      const invoice = await this.invoices.lock(manager, id);
      if (invoice.status === 'void') throw new Conflict('The invoice is void: draft a new one.');
      if (invoice.status === 'draft') await this.issue(manager, invoice, adminId);
    });
  }

  private async issue(manager: EntityManager, invoice: Invoice, adminId: string): Promise<void> {
    const billed = await this.rows.bill(manager, invoice.id, invoice.currency);
    if (billed !== invoice.lineCount) {
      throw new Error(`Draft ${invoice.id} holds ${billed} entries and has ${invoice.lineCount} lines`);
    }
    const client = await manager.findOneByOrFail(Client, { id: invoice.clientId });
    // Last, because whoever finalizes another invoice waits from here on.
    const number = await this.rows.nextNumber(manager);
    Object.assign(invoice, {
      status: 'finalized',
      number,
      clientName: client.name,
      clientEmail: client.email,
      finalizedAt: this.clock.now(),
      finalizerId: adminId,
    });
    await manager.save(invoice);
    await this.announce(manager, invoice, number);
  }

  private async announce(
    manager: EntityManager,
    { id, userId, finalizerId, clientName, total, currency }: Invoice,
    number: number,
  ): Promise<void> {
    const facts = { invoiceId: id, number: invoiceNumber(number), client: clientName, total, currency };
    await this.outbox.raise(
      manager,
      [...new Set([userId, finalizerId!])].map((person) => ({
        userId: person,
        type: 'invoice_ready',
        subject: id,
        facts,
      })),
    );
  }
}
