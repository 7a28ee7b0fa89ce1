import { PreferencesService } from '../../src/notifications/preferences/preferences.service';
import { idOf } from '../billing/people';
import { type Service, startService } from '../harness/service';

describe('What people want to be told', () => {
  let service: Service;
  let preferences: PreferencesService;
  let robin: string;

  beforeAll(async () => {
    service = await startService({ DAILY_SUMMARY_TIME: '16:30' });
    preferences = service.app.get(PreferencesService, { strict: false });
  });
  beforeEach(async () => {
    robin = await idOf(await service.signUp());
  });
  afterAll(() => service.close());

  const since = async (): Promise<Date> => {
    const [row] = await service.sql<{ summary_since: Date }>(
      'SELECT summary_since FROM notification_preferences WHERE user_id = $1',
      [robin],
    );
    return row!.summary_since;
  };
  const moves = async (change: Parameters<PreferencesService['set']>[1]): Promise<boolean> => {
    const before = await since();
    service.clock.advance(1_000);
    await preferences.set(robin, change);
    return (await since()).getTime() !== before.getTime();
  };

  it('is everything, for who never said anything', async () => {
    expect(await preferences.get(robin)).toEqual({ switchedOff: [], dailySummaryTime: '16:30' });
  });

  it('can be switched off and on, type by type', async () => {
    await preferences.set(robin, { switchOff: ['invoice_ready', 'daily_summary'] });
    await preferences.set(robin, { switchOff: ['invoice_ready', 'reconnect_needed'] });
    expect(await preferences.get(robin)).toMatchObject({
      switchedOff: ['daily_summary', 'invoice_ready', 'reconnect_needed'],
    });
    expect(await preferences.set(robin, { switchOn: ['daily_summary', 'entry_meeting_changed'] })).toEqual({
      switchedOff: ['invoice_ready', 'reconnect_needed'],
      dailySummaryTime: '16:30',
    });
  });

  it('can have a time of its own, and give it up again', async () => {
    expect(await preferences.set(robin, { dailySummaryTime: '08:15' })).toMatchObject({
      dailySummaryTime: '08:15',
    });
    await preferences.set(robin, { switchOff: ['invoice_ready'] });
    expect(await preferences.get(robin)).toMatchObject({ dailySummaryTime: '08:15' });
    await preferences.set(robin, { dailySummaryTime: null });
    expect(await preferences.get(robin)).toMatchObject({ dailySummaryTime: '16:30' });
  });

  it('begins with the first channel, and a second one changes nothing', async () => {
    await preferences.ensure(robin, new Date('2026-01-01T00:00:00Z'));
    await preferences.set(robin, { switchOff: ['invoice_ready'] });
    await preferences.ensure(robin, new Date('2026-02-01T00:00:00Z'));
    expect(await since()).toEqual(new Date('2026-01-01T00:00:00Z'));
    expect(await preferences.get(robin)).toMatchObject({ switchedOff: ['invoice_ready'] });
  });

  it('counts anew for the summary when it is switched on or moved, and for nothing else', async () => {
    await preferences.ensure(robin);
    expect(await moves({ switchOff: ['daily_summary'] })).toBe(false);
    expect(await moves({ switchOn: ['invoice_ready'] })).toBe(false);
    expect(await moves({ switchOn: ['daily_summary'] })).toBe(true);
    expect(await moves({ switchOn: ['daily_summary'] })).toBe(false);
    expect(await moves({ dailySummaryTime: '09:00' })).toBe(true);
    expect(await moves({ dailySummaryTime: '09:00' })).toBe(false);
    expect(await moves({ dailySummaryTime: null })).toBe(true);
  });

  it.each(['24:00', '9:00', '', '12:60'])("has no time '%s'", async (dailySummaryTime) => {
    await expect(preferences.set(robin, { dailySummaryTime })).rejects.toThrow('ck_notification_preferences');
  });
});
