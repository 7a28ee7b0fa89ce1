import fc from 'fast-check';
import { CASE_CONTEXT } from './cases/time-case';
import { editDistance } from './edit-distance';
import { parse } from './parse';
import { type Catalogue, resolveTargets, type TargetProblem, type Targets } from './resolve-targets';
import { slugOf } from './slug';

const CATALOGUE: Catalogue = {
  clients: [
    { id: 'c-globex', name: 'Globex Corporation' },
    { id: 'c-initech', name: 'Initech' },
    { id: 'c-mueller', name: 'Müller & Söhne GmbH' },
    { id: 'c-twin-1', name: 'Twin' },
    { id: 'c-twin-2', name: 'TWIN' },
  ],
  projects: [
    { id: 'p-acme', clientId: 'c-globex', name: 'Acme' },
    { id: 'p-web-1', clientId: 'c-globex', name: 'Web' },
    { id: 'p-web-2', clientId: 'c-initech', name: 'Web' },
    { id: 'p-mobile', clientId: 'c-initech', name: 'Mobile App 2.0', code: 'INI-7' },
    { id: 'p-data', clientId: 'c-mueller', name: 'Data warehouse' },
  ],
};

/** Whom the words of a whole command name. */
function targetsOf(text: string): Targets | TargetProblem {
  const command = parse(text, CASE_CONTEXT);
  if (command.kind !== 'log') throw new Error(JSON.stringify(command));
  return resolveTargets(command, CATALOGUE);
}

const found = (projectId: string | null, clientId: string | null): Targets => ({
  kind: 'targets',
  projectId,
  clientId,
});

describe('The words of a command', () => {
  it.each([
    ['2h', null, null],
    ['2h #acme', 'p-acme', 'c-globex'],
    ['2h #ACME', 'p-acme', 'c-globex'],
    ['2h #acme @globex', 'p-acme', 'c-globex'],
    ['2h #web @initech', 'p-web-2', 'c-initech'],
    ['2h #mobile-app-2.0', 'p-mobile', 'c-initech'],
    ['2h #mobileapp20', 'p-mobile', 'c-initech'],
    ['2h #mobile', 'p-mobile', 'c-initech'],
    ['2h #ini-7', 'p-mobile', 'c-initech'],
    ['2h #data_warehouse', 'p-data', 'c-mueller'],
    ['2h @müller', null, 'c-mueller'],
    ['2h @Muller-Sohne-GmbH', null, 'c-mueller'],
  ])('%s', (text, projectId, clientId) => expect(targetsOf(text)).toEqual(found(projectId, clientId)));

  it('asks whether something alike was meant', () => {
    expect(targetsOf('2h #amce')).toMatchObject({
      code: 'project_not_found',
      message: 'There is no such project. Did you mean #acme?',
      suggestion: '#acme',
      word: { word: 'amce', pointer: { start: 3, end: 8 } },
    });
    expect(targetsOf('2h @initec')).toMatchObject({ code: 'client_not_found', suggestion: '@initech' });
    expect(targetsOf('2h #initech')).toMatchObject({ code: 'project_not_found', suggestion: '@initech' });
    expect(targetsOf('2h #nothing-like-it')).toEqual(expect.not.objectContaining({ suggestion: '' }));
    expect(targetsOf('2h #!!!')).toMatchObject({ code: 'project_not_found' });
  });

  it('asks which one, naming the clients', () => {
    expect(targetsOf('2h #web')).toMatchObject({
      code: 'project_ambiguous',
      choices: [
        { label: 'Web (Globex Corporation)', projectId: 'p-web-1', clientId: 'c-globex' },
        { label: 'Web (Initech)', projectId: 'p-web-2', clientId: 'c-initech' },
      ],
    });
    expect(targetsOf('2h @twin')).toMatchObject({
      code: 'client_ambiguous',
      choices: [{ clientId: 'c-twin-1' }, { clientId: 'c-twin-2' }],
    });
  });

  it('does not move a project to another client', () => {
    expect(targetsOf('2h #acme @initech')).toMatchObject({
      code: 'client_project_mismatch',
      message: 'That project belongs to Globex Corporation.',
    });
  });
});

describe('A slug', () => {
  it.each([
    ['Müller & Söhne GmbH', 'muller-sohne-gmbh'],
    ['  Straße 7 ', 'strasse-7'],
    ['Œuvre/Łódź', 'oeuvre-lodz'],
    ['İstanbul', 'istanbul'],
    ['日本 支社', '日本-支社'],
    ['!!!', ''],
  ])('of %s is %s', (name, slug) => expect(slugOf(name)).toBe(slug));

  it('is its own slug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => expect(slugOf(slugOf(name))).toBe(slugOf(name))),
    );
  });
});

describe('The distance of words', () => {
  it.each([
    ['acme', 'acme', 0],
    ['amce', 'acme', 1],
    ['delte', 'delete', 1],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
  ])('from %j to %j', (one, other, distance) => expect(editDistance(one, other)).toBe(distance));
});
