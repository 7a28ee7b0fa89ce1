import { Dispatcher } from '../../src/calendars/sync/queue/dispatcher';
import { eventually } from '../harness/eventually';
import { type OutlookService, startOutlookService } from './outlook-service';

describe('An Outlook calendar in the background', () => {
  let service: OutlookService;
  beforeEach(async () => {
    service = await startOutlookService({ PROCESS_ROLE: 'all' });
    const [day] = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().split('T');
    await service.put({
      subject: 'Planning',
      start: { dateTime: `${day}T09:00:00`, timeZone: 'UTC' },
      end: { dateTime: `${day}T10:00:00`, timeZone: 'UTC' },
    });
    await service.user
      .put(`/integrations/calendars/${service.calendarId}/enable`, { sync_enabled: true })
      .expect(200);
  });
  afterEach(() => service.close());

  interface Run {
    status: string;
    trigger: string;
    synced_count: number;
  }
  const runs = async (): Promise<Run[]> => {
    const path = `/integrations/calendars/${service.calendarId}/sync-runs`;
    return (await service.user.get(path).expect(200)).body.sync_runs;
  };

  it('is synced soon after it was switched on, and again when its interval is over', async () => {
    service.clock.advance(5_000);
    await service.app.get(Dispatcher).dispatch();
    await eventually(async () => (await runs())[0]?.status === 'success');
    expect(await runs()).toMatchObject([{ trigger: 'scheduled', synced_count: 1 }]);
    expect(await service.events()).toMatchObject([{ summary: 'Planning' }]);

    service.clock.advance(2 * 60 * 60 * 1000);
    await service.app.get(Dispatcher).dispatch();
    await eventually(async () => (await runs()).filter(({ status }) => status === 'success').length === 2);
  });

  it('is tried again when Graph fails', async () => {
    await service.microsoft.addFault({ kind: 'delta', effect: { type: 'status', status: 500 }, times: 1 });
    service.clock.advance(5_000);
    await eventually(async () => {
      service.clock.advance(20_000);
      await service.app.get(Dispatcher).dispatch();
      return (await runs())[0]?.status === 'success';
    });
    expect(await service.sql('SELECT attempts FROM sync_runs')).toEqual([{ attempts: 2 }]);
  });
});
