import { repositoryPaths, textOf } from './repository';

/** What has to be tested over HTTP, by its folder in `test/`. */
const SUBJECTS = [
  'accounts',
  'background',
  'billing',
  'calendars',
  'connections',
  'convergence',
  'convert',
  'database',
  'google',
  'notifications',
  'operations',
  'outlook',
  'providers',
  'sandbox',
  'security',
  'slack',
  'sync',
];

const specs = repositoryPaths().filter((path) => /[.-]spec\.ts$/.test(path));

describe('The tests', () => {
  it.each(SUBJECTS)('have a folder with tests over HTTP for %s', (subject) => {
    const here = specs.filter((path) => path.startsWith(`test/${subject}/`) && path.endsWith('.e2e-spec.ts'));
    expect(here.length).toBeGreaterThan(0);
  });

  it.each(['google', 'outlook', 'slack', 'calendars', 'billing'])(
    'lie beside what they test in src/%s',
    (room) => {
      expect(specs.filter((path) => path.startsWith(`src/${room}/`)).length).toBeGreaterThan(2);
    },
  );

  it('are many files, each of which tests something, most in the words of a subject', () => {
    expect(specs.length).toBeGreaterThan(200);
    const texts = specs.map((path) => ({ path, text: textOf(path) }));
    const idle = texts.filter(
      ({ text }) => !/^ *(it|it\.each|test|honours\w+|converges\w*)\(|it\.each/m.test(text),
    );
    expect(idle.map(({ path }) => path)).toEqual([]);
    expect(texts.filter(({ text }) => /^describe(\.each)?\(/m.test(text)).length).toBeGreaterThan(200);
  });

  it('are more than a thousand cases, even if each that is made from a table counts once', () => {
    const cases = specs.flatMap((path) => [...textOf(path).matchAll(/^ *it(\.each)?\(/gm)]);
    expect(cases.length).toBeGreaterThan(1000);
  });
});
