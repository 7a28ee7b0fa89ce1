import { DateTime } from 'luxon';
import { TIME_CASES } from '../../src/slack/time-command/cases/all-cases';
import { CASE_CONTEXT, type LogCase, type ProblemCase } from '../../src/slack/time-command/cases/time-case';
import { type Log } from '../../src/slack/time-command/command';
import { parse } from '../../src/slack/time-command/parse';
import { moveBothTo, type SlackService, startSlackService } from './slack-service';
import { type Entry, FOUR, someProjects, type TimeHouse, timeHouse } from './time-house';
import type { Seen } from './typist';

describe('Every line of the table of /time', () => {
  let service: SlackService;
  let house: TimeHouse;

  beforeAll(async () => {
    service = await startSlackService();
    house = await timeHouse(service);
    await someProjects(house.robin, { Globex: ['Acme', 'Acme web'] });
  });
  beforeEach(async () => {
    await house.forget();
    await moveBothTo(service, FOUR);
  });
  afterAll(() => service.close());

  const local = (instant: string): DateTime => DateTime.fromISO(instant, { zone: CASE_CONTEXT.zone });

  function expectLogged([entry, another]: Entry[], seen: Seen, { log, notes = [] }: LogCase): void {
    const { durationMinutes, when, description, project, client } = parse(log, CASE_CONTEXT) as Log;
    expect(another).toBeUndefined();
    expect(entry).toMatchObject({ source: 'slack', status: 'pending', description });
    expect(entry!.duration_minutes).toBe(durationMinutes);
    expect(entry!.project_id !== null).toBe(project !== null);
    expect(entry!.client_id !== null).toBe(project !== null || client !== null);
    const [start, end] = [local(entry!.started_at), local(entry!.ended_at)];
    if (when.kind === 'ends_now') expect(Math.abs(+end - +service.clock.now())).toBeLessThan(5_000);
    else expect(start.toISODate()).toBe(when.date);
    if (when.kind === 'range') expect(start.toFormat('HH:mm')).toBe(when.start);
    if (when.kind === 'day') expect(start.toFormat('HH:mm')).toBe('09:00');
    expect(seen.text).toContain(`Logged`);
    expect(seen.text).toContain(start.toFormat('ccc d LLL yyyy', { locale: 'en-GB' }));
    expect(seen.text).toContain('(Europe/Berlin)');
    expect(seen.text).toContain('State: pending');
    expect(seen.buttons.map(({ label }) => label)).toEqual(['Undo', 'Edit']);
    if (notes.length > 0) expect(seen.message.blocks.map(({ type }) => type)).toContain('context');
  }

  function expectProblem(seen: Seen, { problem, readings = [], suggestion }: ProblemCase): void {
    expect(seen.text).toContain(`(${problem})`);
    expect(seen.text).toContain('For example: `/time ');
    const commands = seen.buttons.map(({ value }) => value);
    for (const command of readings) expect(commands).toContain(command);
    if (suggestion) expect(commands[0]).toBe(suggestion);
  }

  it.each(TIME_CASES.filter(({ gives }) => !('command' in gives && gives.command === 'form')))(
    'answers $input',
    async ({ input, gives }) => {
      const seen = await house.typist.types(input);
      const entries = await house.entries();
      if ('log' in gives) return expectLogged(entries, seen, gives);
      expect(entries).toEqual([]);
      if ('problem' in gives) return expectProblem(seen, gives);
      expect(seen.text).not.toContain('Logged');
    },
  );

  it.each(['', '  \n ', 'log'])('opens a form for %j', async (input) => {
    const view = await house.typist.opens(input);
    expect(view.content).toMatchObject({ callback_id: 'time_form', title: { text: 'Log time' } });
    await service.slack.closeView({ viewId: view.id });
  });
});
