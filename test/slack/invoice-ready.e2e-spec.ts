import { BilledWork } from '../billing/invoices/billed-work';
import { idOf } from '../billing/people';
import type { Api } from '../harness/api';
import { settled } from '../notifications/outbox-rows';
import { installed, type InstalledWorkspace, type SlackService, startSlackService } from './slack-service';

describe('An invoice that is finalized', () => {
  let service: SlackService;
  let work: BilledWork;
  let admin: Api;
  let acme: InstalledWorkspace;

  beforeAll(async () => {
    service = await startSlackService({ PROCESS_ROLE: 'all' });
    work = await BilledWork.at(service);
    admin = work.people.admin;
    acme = await installed(service, admin);
  });
  afterAll(() => service.close());

  const finalized = async (terms: object, by: Api = admin) => {
    const { client_id, project_id } = await work.aJob(terms);
    await work.approved({ project_id }, by);
    return work.finalize((await work.draft(client_id, {}, by)).id);
  };
  const inbox = async ({ slackUserId } = acme): Promise<string[]> =>
    (await service.slack.messages({ user: slackUserId })).messages.map(({ text }) => text);
  const invoices = async (): Promise<string[]> => (await inbox()).filter((text) => text.includes('INV-'));
  const toldTo = async (person: Api) => settled(service, await idOf(person));

  it.each([
    [{ hourly_rate: 12_000, currency: 'EUR' }, '€180.00'],
    [{ hourly_rate: 9_001, currency: 'JPY' }, '¥13,502'],
    [{ hourly_rate: 10_001, currency: 'KWD' }, 'KWD\u00a015.002'],
  ])('is told in Slack with its number and total: %j', async (terms, total) => {
    const { number } = await finalized(terms);
    await toldTo(admin);

    expect(await invoices()).toContain(`:white_check_mark: Invoice ${number} for Acme is ready: ${total}`);
  });

  it('is not told to who does not want to hear of invoices, until they do', async () => {
    const wants = (invoice_notifications: boolean) =>
      admin.put('/integrations/slack/preferences', { invoice_notifications }).expect(200);
    await toldTo(admin);
    const before = await invoices();

    await wants(false);
    await finalized({ hourly_rate: 100, currency: 'EUR' });
    expect((await toldTo(admin)).at(-1)).toMatchObject({ type: 'invoice_ready', status: 'skipped' });
    expect(await invoices()).toEqual(before);
    await wants(true);
    await finalized({ hourly_rate: 100, currency: 'EUR' });
    await toldTo(admin);

    expect(await invoices()).toHaveLength(before.length + 1);
  });

  it('is told to the member who drafted it and to the admin who finalized it, and to nobody else', async () => {
    const { member, stranger } = work.people;
    const [ofMember, ofStranger] = [await installed(service, member), await installed(service, stranger)];

    const { number } = await finalized({ hourly_rate: 100, currency: 'EUR' }, member);
    await Promise.all([toldTo(admin), toldTo(member)]);

    for (const person of [acme, ofMember]) {
      expect((await inbox(person)).filter((text) => text.includes(number!))).toHaveLength(1);
    }
    expect(await inbox(ofStranger)).toEqual([]);
  });
});
