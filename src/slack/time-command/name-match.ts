import { editDistance } from './edit-distance';
import { slugOf } from './slug';

/** Something that is called by name or code. */
export interface Named {
  name: string;
  code?: string | null;
}

/** Longer words are compared by their beginnings alone. */
const LONGEST_COMPARED = 40;

const withoutHyphens = (slug: string): string => slug.replaceAll('-', '');
const firstWord = (slug: string): string => slug.split('-')[0] ?? '';
const slugsOf = ({ name, code }: Named): string[] =>
  [slugOf(name), slugOf(code ?? '')].filter((slug) => slug !== '');

/**
 * Those that a word may mean: by slug or code, else by slug without hyphens, else by the first word of the name. The
 * first of these ways that finds something counts.
 */
export function matching<T extends Named>(word: string, all: readonly T[]): T[] {
  const slug = slugOf(word);
  if (slug === '') return [];
  const ways: ((one: T) => boolean)[] = [
    (one) => slugsOf(one).includes(slug),
    (one) => slugsOf(one).map(withoutHyphens).includes(withoutHyphens(slug)),
    (one) => firstWord(slugOf(one.name)) === slug,
  ];
  return ways.map((way) => all.filter(way)).find((found) => found.length > 0) ?? [];
}

/** The slug, code or first word of a name that was probably meant by a word: at most two letters away from it. */
export function nearestName(word: string, all: readonly Named[]): string | undefined {
  const slug = slugOf(word).slice(0, LONGEST_COMPARED);
  const most = slug.length < 3 ? 0 : slug.length < 5 ? 1 : 2;
  const names = all.flatMap((one) => [...slugsOf(one), firstWord(slugOf(one.name))]);
  let nearest: { name: string; distance: number } | undefined;
  for (const name of new Set(names)) {
    if (Math.abs(name.length - slug.length) > most) continue;
    const distance = editDistance(slug, name);
    if (distance <= most && distance < (nearest?.distance ?? Infinity)) nearest = { name, distance };
  }
  return nearest?.name;
}
