import 'reflect-metadata';
import { SKIP_REASONS } from '../../src/calendars/sync/sync-result';
import { NOTIFICATION_TYPES } from '../notifications/notification-types';
import { TABLE } from '../security/route-table';
import { queuesInSource, tasksInSource } from './background-work';
import { mentionsIn, requestsIn, routeOf, type ShownRequest } from './curl-lines';
import { MarkdownPage } from './markdown';
import { problemCodes } from './problem-codes';
import { documents, textOf } from './repository';

const inWords = ({ method, path }: ShownRequest): string => `${method} ${path}`;
const unquoted = (cell = ''): string => cell.replaceAll('`', '');

describe('docs/guide.md', () => {
  const page = new MarkdownPage('guide.md');
  const shown = page.allFenced('sh').flatMap((block) => requestsIn(block));

  it('has a line of curl for every route', () => {
    const routes = new Set(shown.map((request) => routeOf(request)));
    expect(Object.keys(TABLE).filter((route) => !routes.has(route))).toEqual([]);
  });

  it('asks for no route that does not exist', () => {
    expect(shown.length).toBeGreaterThan(60);
    expect(shown.filter((request) => routeOf(request) === undefined).map(inWords)).toEqual([]);
  });

  it('says of every code of a problem what it means and what to do, and of no other', () => {
    const rows = page.table('| status | `code` | what it means | what to do |');
    const explained = rows.flatMap(([, codes]) => codes!.split(', ').map((code) => unquoted(code)));
    expect(explained.sort()).toEqual([...problemCodes()].sort());
    for (const [status, code, meaning, cure] of rows) {
      expect({ code, told: /^[45]/.test(status!) && meaning !== '' && cure !== '' }).toEqual({
        code,
        told: true,
      });
    }
  });

  it('says of every background task when it runs and what it does', () => {
    const rows = page.table('| task | when (UTC) | what it does |');
    const tasks = tasksInSource();
    expect(tasks.length).toBeGreaterThan(5);
    expect(rows.map(([name]) => unquoted(name)).sort()).toEqual(tasks.map(({ name }) => name).sort());
    for (const { name, schedule } of tasks) {
      const [, when] = rows.find(([cell]) => unquoted(cell) === name)!;
      expect({ name, when }).toEqual({ name, when: expect.stringContaining(`\`${schedule}\``) });
    }
  });

  it('names every queue', () => {
    const rows = page.table('| queue | jobs | what they do |');
    expect(rows.map(([name]) => unquoted(name)).sort()).toEqual(queuesInSource().sort());
  });

  it('names every reason for which an event is not stored', () => {
    const rows = page.table('| reason | not stored, because |');
    expect(rows.map(([name]) => unquoted(name)).sort()).toEqual([...SKIP_REASONS].sort());
  });

  it('names every kind of message', () => {
    const rows = page.table('| message | switch | raised when |');
    expect(rows).toHaveLength(NOTIFICATION_TYPES.length);
    expect(rows.map(([name]) => unquoted(name)).sort()).toEqual([...NOTIFICATION_TYPES].sort());
  });
});

describe('The words of the documents', () => {
  it.each(documents())('name only routes that exist: %s', (name) => {
    const unknown = mentionsIn(textOf(name)).filter((request) => routeOf(request) === undefined);
    expect(unknown.map(inWords)).toEqual([]);
  });
});
