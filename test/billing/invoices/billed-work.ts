import type { Api } from '../../harness/api';
import { type Service, startService } from '../../harness/service';
import { aClient, anEntry, aProject, type People, signUpPeople } from '../people';

export interface Line {
  position: number;
  time_entry_id: string;
  minutes: number;
  hourly_rate: number;
  amount: number;
  [field: string]: unknown;
}

export interface Draft {
  id: string;
  status: string;
  number: string | null;
  total: number;
  lines: Line[];
  [field: string]: unknown;
}

export const MARCH = { from: '2026-03-01', to: '2026-03-31' };
export const EUR_120 = { hourly_rate: 12_000, currency: 'EUR' };

/** People who work for clients, and what invoices are made from. */
export class BilledWork {
  private constructor(
    readonly service: Service,
    readonly people: People,
  ) {}

  static async start(): Promise<BilledWork> {
    return BilledWork.at(await startService());
  }

  static async at(service: Service): Promise<BilledWork> {
    return new BilledWork(service, await signUpPeople(service));
  }

  /** A client with a project at 120 euros an hour, unless `terms` say otherwise. */
  async aJob(terms: object = EUR_120): Promise<{ client_id: string; project_id: string }> {
    const client_id = await aClient(this.people.admin);
    return { client_id, project_id: await aProject(this.people.admin, client_id, terms) };
  }

  /** An approved entry of 90 minutes on the second of March, unless `fields` say otherwise. */
  async approved(fields: object, owner: Api = this.people.member): Promise<string> {
    const id = await anEntry(owner, fields);
    await this.people.admin.post(`/time-entries/${id}/approve`).expect(200);
    return id;
  }

  /** A draft of March. */
  async draft(client_id: string, fields: object = {}, by: Api = this.people.admin): Promise<Draft> {
    return (await by.post('/invoices', { client_id, ...MARCH, ...fields }).expect(201)).body;
  }

  async finalize(id: string): Promise<Draft> {
    return (await this.people.admin.post(`/invoices/${id}/finalize`).expect(200)).body;
  }

  async void(id: string): Promise<Draft> {
    return (await this.people.admin.post(`/invoices/${id}/void`).expect(200)).body;
  }

  async entry(id: string): Promise<Record<string, unknown>> {
    return (await this.people.admin.get(`/time-entries/${id}`).expect(200)).body;
  }
}
