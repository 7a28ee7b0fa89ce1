import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Rooms from left to right: a room imports from those before it. The plugins stand beside each other. */
const ROOMS = ['common', 'config', 'database', 'accounts', 'notifications', 'billing', 'calendars'];
const PLUGINS = ['google', 'outlook', 'slack'];
const ORDER = [...ROOMS, ...PLUGINS, 'operations'];

const SRC = resolve('src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const sources = files.map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));

/** What a file imports from within `src`, as paths relative to it. */
function importsOf({ file, text }: { file: string; text: string }): string[] {
  const specifiers = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(
    ([, specifier]) => specifier!,
  );
  return specifiers.map((specifier) => relative(SRC, resolve(SRC, dirname(file), specifier)));
}

const roomOf = (path: string): string => path.split('/')[0]!;
const isInRoom = (path: string): boolean => path.includes('/');

describe('The house', () => {
  it('has only rooms that the plan names', () => {
    const rooms = new Set(files.filter(isInRoom).map(roomOf));
    expect([...rooms].filter((room) => !ORDER.includes(room))).toEqual([]);
  });

  it.each(sources.filter(({ file }) => isInRoom(file)))('imports one way: $file', (source) => {
    const room = roomOf(source.file);
    const place = PLUGINS.includes(room) ? ROOMS.length : ORDER.indexOf(room);
    const wrong = importsOf(source).filter((path) => {
      if (path.startsWith('../migrations')) return room !== 'database';
      if (roomOf(path) === room) return false;
      return PLUGINS.includes(roomOf(path)) || !isInRoom(path) || ORDER.indexOf(roomOf(path)) > place;
    });
    expect(wrong).toEqual([]);
  });

  it.each(sources.filter(({ file }) => ['google', 'outlook'].includes(roomOf(file))))(
    'lets a calendar plugin know the port alone: $file',
    (source) => {
      const allowed = /^(common|config|calendars\/provider)\//;
      const own = `${roomOf(source.file)}/`;
      expect(importsOf(source).filter((path) => !path.startsWith(own) && !allowed.test(path))).toEqual([]);
    },
  );

  it('has no barrels, no forwardRef and no default exports', () => {
    expect(files.filter((file) => /(^|\/)index\.ts$/.test(file))).toEqual([]);
    expect(sources.filter(({ text }) => /\bforwardRef\b|^export default|^export \*/m.test(text))).toEqual([]);
  });

  it('says vendor words only in the vendor’s folder', () => {
    const vendor =
      /syncToken|deltaLink|@removed|responseStatus|nextPageToken|\bgoogle\b|\bmicrosoft\b|\boutlook\b/i;
    const middle = sources.filter(({ file }) => /^(accounts|billing|calendars|notifications)\//.test(file));
    const saying = middle.filter(({ text }) => vendor.test(withoutExamples(text))).map(({ file }) => file);
    expect(saying).toEqual([]);
  });

  it('reads the environment in config alone', () => {
    const readers = sources.filter(({ text }) => /process\.env/.test(text)).map(({ file }) => roomOf(file));
    expect(new Set(readers)).toEqual(new Set(['config']));
  });

  it('keeps every file short, and injects at most five things', () => {
    const lengths = sources.map(({ text }) => text.split('\n').length).sort((a, b) => a - b);
    expect(lengths.at(-1)).toBeLessThanOrEqual(300);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(60);
    for (const { file, text } of sources) {
      const [, parameters = ''] = /constructor\(([\s\S]*?)\)\s*\{/.exec(text) ?? [];
      const injected = /@(Injectable|Controller|Catch)\(/.test(text)
        ? (parameters.match(/private readonly/g) ?? [])
        : [];
      expect({ file, injected: injected.length <= 5 }).toEqual({ file, injected: true });
    }
  });
});

/** Examples for the API documentation, comments and docstrings may name a vendor: they are for people. */
function withoutExamples(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/(example|description): ?(['"`]).*?\2/g, '');
}
