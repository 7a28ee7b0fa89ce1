import { type Keyword, KEYWORDS } from './command';
import { editDistance } from './edit-distance';

/** What people call the commands, beside their names. */
const CALLED: Record<string, Keyword> = {
  ...(Object.fromEntries(KEYWORDS.map((keyword) => [keyword, keyword])) as Record<Keyword, Keyword>),
  delete: 'undo',
  remove: 'undo',
  cancel: 'undo',
  project: 'projects',
  connect: 'link',
};

/** The command that a whole text is. */
export function keywordOf(folded: string): Keyword | undefined {
  const text = folded.toLowerCase();
  return KEYWORDS.find((keyword) => keyword === text);
}

/** The command that a first word is meant to be, if it is one or looks like one. */
export function nearKeyword(folded: string): Keyword | undefined {
  const word = /^[a-z]{3,12}(?![^\s:,;.])/i.exec(folded)?.[0].toLowerCase();
  if (word === undefined) return undefined;
  const near = Object.keys(CALLED).find((name) => editDistance(word, name) <= (name.length < 6 ? 1 : 2));
  return near === undefined ? undefined : CALLED[near];
}
