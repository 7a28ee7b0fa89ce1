import type { ShownEntry } from '../log/shown-entry';
import { entryEdit } from './entry-edit';
import type { FormValues } from './form-values';
import { readForm } from './read-form';

const CONTEXT = { now: new Date('2026-03-20T15:00:00Z'), zone: 'Europe/Berlin' };

const ENTRY: ShownEntry = {
  id: 'e',
  startedAt: new Date('2026-03-19T08:00:00.123Z'),
  endedAt: new Date('2026-03-19T09:30:00.123Z'),
  durationMinutes: 90,
  description: 'design',
  invoiceId: null,
  projectId: 'p',
  status: 'pending',
  project: 'Acme',
  client: 'Globex',
};
const UNCHANGED: FormValues = {
  duration: '1h 30m',
  date: '2026-03-19',
  projectId: 'p',
  description: 'design',
};

const edited = (changes: Partial<FormValues>): unknown =>
  entryEdit(ENTRY, { ...UNCHANGED, ...changes }, CONTEXT);

describe('An edited entry', () => {
  it('keeps what was left as it was', () => {
    expect(edited({})).toEqual({ change: { description: 'design', projectId: undefined } });
    expect(edited({ description: undefined })).toMatchObject({ change: { description: 'design' } });
  });

  it('has another project, or none', () => {
    expect(edited({ projectId: 'q' })).toMatchObject({ change: { projectId: 'q' } });
    expect(edited({ projectId: null })).toMatchObject({ change: { projectId: null } });
  });

  it('becomes longer at its end', () => {
    const { change } = edited({ duration: '2h' }) as { change: object };
    expect(change).toMatchObject({ durationMinutes: 120 });
    expect(change).not.toHaveProperty('startedAt');
  });

  it('moves to another day at the same local time', () => {
    expect(edited({ date: '2026-03-18' })).toMatchObject({
      change: { startedAt: new Date('2026-03-18T08:00:00Z'), durationMinutes: 90 },
    });
  });

  it('takes a range', () => {
    expect(edited({ duration: '9:00-10:00' })).toMatchObject({
      change: { startedAt: new Date('2026-03-19T08:00:00Z'), endedAt: new Date('2026-03-19T09:00:00Z') },
    });
  });
});

describe('A form', () => {
  const read = (duration: string, date = '2026-03-20', description = ''): unknown =>
    readForm({ duration, date, description, projectId: null }, CONTEXT);

  it('is a command', () => {
    expect(read('2h', '2026-03-19', 'a: b #c')).toMatchObject({
      log: { durationMinutes: 120, input: '2h 2026-03-19: a: b #c', description: 'a: b #c' },
    });
  });

  it('of today has just ended, if it began today', () => {
    expect(read('2h')).toMatchObject({ log: { when: { kind: 'ends_now' } } });
    expect(read('20h')).toMatchObject({ log: { when: { kind: 'day', date: '2026-03-20' } } });
  });

  it('says which field is wrong', () => {
    expect(read('2')).toMatchObject({ errors: { duration: expect.stringContaining('hours or minutes') } });
    expect(read('2h design')).toMatchObject({ errors: { duration: expect.stringContaining('Only') } });
    expect(read('undo')).toHaveProperty('errors.duration');
    expect(read('2h', '2026-03-21')).toMatchObject({ errors: { date: 'That day is still to come.' } });
  });
});
