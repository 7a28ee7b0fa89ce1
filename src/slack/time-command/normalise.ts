/** A command's text, twice, character for character: what is stored, and what the grammar reads. */
export interface Normalised {
  /** Without Slack's escapes, invisible characters and outer white space. Pointers count in it, in UTF-16 units. */
  text: string;
  /** The same with plain dashes, quotes, spaces and full-width characters, of the same length. */
  folded: string;
}

/** What nobody sees (control characters, zero width, directions), and halves of surrogate pairs. */
const INVISIBLE =
  /(?![\t\n\r])\p{Cc}|[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;
/** A zero-width joiner makes one emoji of several; anywhere else it is dirt. */
const STRAY_JOINER = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d/gu;
const ENTITY = /&(amp|lt|gt);/g;
const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
const NAMED_MENTION = /<([#@])[A-Z0-9]+\|([^\s<>|]+)>/g;
const LABELLED_LINK = /<(?:https?:\/\/|mailto:)[^\s<>|]+\|([^<>|]+)>/g;
const BARE_LINK = /<(https?:\/\/[^\s<>|]+)>/g;

const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const SINGLE_QUOTES = /[\u2018-\u201b\u2032\uff07]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033\uff02]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const SPACES = /[^\S\n]/g;

/**
 * Prepares what Slack sends as a command's text. `<#C1|x>` becomes `#x` and `<@U1|x>` becomes `@x`, links become what
 * people typed; `<!channel>` and mentions without a name stay as text. Normalising `text` again changes nothing, so
 * that a command means the same when it comes back from a button.
 */
export function normalise(raw: string): Normalised {
  let text = raw;
  // Every pass that changes something makes the text shorter.
  for (let next = clean(text); next !== text; next = clean(text)) text = next;
  return { text, folded: fold(text) };
}

function clean(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .replace(ENTITY, (entity, name: string) => CHARACTERS[name] ?? entity)
    .replace(LABELLED_LINK, '$1')
    .replace(BARE_LINK, '$1')
    .replace(NAMED_MENTION, '$1$2')
    .trim();
}

function fold(text: string): string {
  return text
    .replace(DASHES, '-')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(SPACES, ' ');
}
