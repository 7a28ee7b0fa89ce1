import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';

describe('The statements that PostgreSQL is sent', () => {
  let service: GoogleService;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => service.close());

  /** Their texts, while `work` is done. */
  async function textsDuring(work: () => Promise<unknown>): Promise<string[]> {
    const query = jest.spyOn(PostgresQueryRunner.prototype, 'query');
    await work();
    const texts = query.mock.calls.map(([text]) => text);
    query.mockRestore();
    return texts;
  }

  /** How many there are while `work` is done. */
  async function during(work: () => Promise<unknown>): Promise<number> {
    return (await textsDuring(work)).length;
  }

  /** A calendar with so many meetings, which Google gives on one page. */
  async function calendarWith(meetings: number): Promise<SelectedCalendar> {
    const calendar = await selectCalendar(service, await service.signUp());
    await calendar.put(...Array.from({ length: meetings }, (_, hour) => meeting(hour)));
    return calendar;
  }

  it('are as many for a page of 250 events as for a page of one', async () => {
    const [small, large] = [await calendarWith(1), await calendarWith(250)];
    const few = await during(() => small.synced());
    expect(few).toBeGreaterThan(3);
    expect(await during(() => large.synced())).toBe(few);
    expect(await large.events()).toHaveLength(250);
  });

  it.each(['events', 'sync-runs'])('count no events for a page of %s', async (list) => {
    const calendar = await calendarWith(2);
    await calendar.synced();
    const texts = await textsDuring(() =>
      calendar.user.get(`/integrations/calendars/${calendar.id}/${list}`).expect(200),
    );
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => /count\(/i.test(text))).toEqual([]);
  });

  it('are as many for the conversion of 250 events as for that of two', async () => {
    const calendar = await calendarWith(252);
    await calendar.synced();
    const ids = (await calendar.events()).map(({ id }) => id);
    const convert = (some: string[]) =>
      during(() =>
        calendar.user.post('/integrations/calendars/events/convert', { synced_event_ids: some }).expect(200),
      );
    const few = await convert(ids.slice(0, 2));
    expect(few).toBeGreaterThan(3);
    expect(await convert(ids.slice(2))).toBe(few);
  });
});
