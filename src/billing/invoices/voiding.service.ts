import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { actAs } from '../history/acting';
import { MeetingChanges } from '../time-entries/meeting-changes';
import { InvoiceRowsRepository } from './invoice-rows.repository';
import { InvoicesRepository } from './invoices.repository';

/** Voids invoices. */
@Injectable()
export class VoidingService {
  constructor(
    private readonly manager: EntityManager,
    private readonly invoices: InvoicesRepository,
    private readonly rows: InvoiceRowsRepository,
    private readonly meetings: MeetingChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * Voids a draft or an invoice. It keeps its lines, and its number if it has one; its entries are approved and can be
   * billed again. Changes of their meetings that they missed while they were billed are applied now. A void invoice stays
   * as it is.
   * @param reason for the record; null for none
   * @throws NotFound
   */
  async void(id: string, adminId: string, reason: string | null): Promise<void> {
    await this.manager.transaction(async (manager) => {
      await actAs(manager, adminId);
      const invoice = await this.invoices.lock(manager, id);
      if (invoice.status === 'void') return;
      const freed = await this.rows.free(manager, id);
      Object.assign(invoice, { status: 'void', voidedAt: this.clock.now(), voidReason: reason });
      await manager.save(invoice);
      await this.meetings.recheck(manager, freed);
    });
  }
}
