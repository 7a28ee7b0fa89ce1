import type { Test } from 'supertest';
import type { Api } from '../harness/api';
import type { Service } from '../harness/service';
import { bill } from './bill';
import { LATER, Meetings, TEN } from './meetings';
import { idOf } from './people';

export const EVENING = {
  startsAt: new Date('2026-03-02T18:00:00Z'),
  endsAt: new Date('2026-03-02T18:45:00Z'),
};

const onTheWire = ({ startsAt, endsAt }: typeof EVENING) => ({
  started_at: startsAt.toISOString(),
  ended_at: endsAt.toISOString(),
});
export const AT_TEN = onTheWire(TEN);
export const AT_TWELVE = onTheWire(LATER);
export const AT_SIX = onTheWire(EVENING);

/** What is said of a meeting that moved from ten to twelve. */
export const TO_TWELVE = {
  started_at: { entry: AT_TEN.started_at, meeting: AT_TWELVE.started_at },
  ended_at: { entry: AT_TEN.ended_at, meeting: AT_TWELVE.ended_at },
};

/** The entries of one person that came from known meetings, each called "Kick-off" and at ten. */
export class DriftingEntries {
  private readonly meetings: Meetings;

  constructor(
    private readonly service: Service,
    private readonly owner: Api,
  ) {
    this.meetings = new Meetings(service);
  }

  /** A pending one that nobody edited, unless `assignments` say otherwise. @returns its id */
  async entryWhere(assignments = 'description = description'): Promise<string> {
    const userId = await idOf(this.owner);
    const { id } = await this.meetings.convert(userId);
    await this.meetings.link(userId, id);
    await this.service.sql(`UPDATE time_entries SET ${assignments} WHERE id = $1`, [id]);
    return id;
  }

  edited(description = 'Kick-off'): Promise<string> {
    return this.entryWhere(`edited_at = now(), description = '${description}'`);
  }

  rejected(): Promise<string> {
    return this.entryWhere(`status = 'rejected', rejection_reason = 'Why?'`);
  }

  approved(): Promise<string> {
    return this.entryWhere(`status = 'approved'`);
  }

  /** An approved one that is on a finalized invoice. */
  async billed(): Promise<string> {
    const id = await this.approved();
    await bill(this.service, id);
    return id;
  }

  /** An approved one that is on a draft of an invoice. */
  async drafted(): Promise<string> {
    const id = await this.approved();
    await this.draft(id);
    return id;
  }

  /** Puts an entry on a draft of an invoice, as far as the rows go. */
  async draft(id: string): Promise<void> {
    await bill(this.service, id);
    await this.service.sql(
      `WITH freed AS (UPDATE time_entries SET status = 'approved' WHERE id = $1 RETURNING invoice_id)
       UPDATE invoices SET status = 'draft', number = NULL, finalized_at = NULL FROM freed WHERE invoices.id = invoice_id`,
      [id],
    );
  }

  async show(id: string) {
    return (await this.owner.get(`/time-entries/${id}`).expect(200)).body;
  }

  accept(id: string, by = this.owner): Test {
    return by.post(`/time-entries/${id}/meeting/accept`);
  }

  keep(id: string, by = this.owner): Test {
    return by.post(`/time-entries/${id}/meeting/keep`);
  }
}
