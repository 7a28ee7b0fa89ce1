/**
 * All blocks together may have about 13,200 characters of JSON; this leaves room for the others. Slack does not
 * document it, but people ran into it: https://github.com/slackapi/bolt-js/issues/2509
 */
const ROOM = 10_000;
/** The JSON around each piece. */
const AROUND = 10;

/** The first of some lines or buttons, as many as a message has room for. @param room in characters of JSON */
export function fitting<T>(items: readonly T[], room = ROOM): T[] {
  let left = room;
  const end = items.findIndex((item) => (left -= JSON.stringify(item).length + AROUND) < 0);
  return end === -1 ? [...items] : items.slice(0, end);
}
