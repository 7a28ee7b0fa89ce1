import 'reflect-metadata';
import { Environment, InvalidEnvironment, readEnvironment } from '../../src/config/environment';
import { MarkdownPage } from './markdown';
import { textOf } from './repository';

/** Read by docker/compose.yaml, not by the service. */
const FOR_COMPOSE = 'POSTGRES_PASSWORD';

describe('The environment in docs/guide.md', () => {
  const rows = new MarkdownPage('guide.md')
    .tables('| variable | default | meaning |')
    .flat()
    .map(([name = '', usual = '', meaning = '']) => ({ name: name.replaceAll('`', ''), usual, meaning }));
  const variables = Object.entries(new Environment());

  it('has every variable that the service reads, once, and no other', () => {
    expect(variables.length).toBeGreaterThan(20);
    const names = [...variables.map(([name]) => name), FOR_COMPOSE];
    expect(rows.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('names the defaults that the service has', () => {
    const defaults = new Map(variables.filter(([, value]) => value !== undefined));
    expect(defaults.size).toBeGreaterThan(20);
    for (const { name, usual } of rows) {
      const expected = defaults.has(name)
        ? `\`${String(defaults.get(name))}\``
        : expect.not.stringContaining('`');
      expect({ name, usual }).toEqual({ name, usual: expected });
    }
  });

  it('calls those required without which the service does not start', () => {
    const required = rows.filter(({ usual }) => usual === 'required').map(({ name }) => name);
    expect(required.sort()).toEqual(missingFromNothing().sort());
  });

  it('says of each what .env.example says, in its order', () => {
    const said = new Map(
      [...textOf('.env.example').matchAll(/^# (.+)\n(\w+)=/gm)].map(([, meaning, name]) => [name!, meaning!]),
    );
    expect(rows.map(({ name }) => name)).toEqual([...said.keys()]);
    for (const { name, meaning } of rows) {
      // Left as it is, Markdown would take <PUBLIC_URL> for a tag.
      expect({ name, meaning: meaning.replaceAll('\\<', '<') }).toEqual({ name, meaning: said.get(name) });
    }
  });
});

function missingFromNothing(): string[] {
  try {
    readEnvironment({});
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.problems.map((problem) => problem.split(' ')[0]!);
    throw error;
  }
  return [];
}
