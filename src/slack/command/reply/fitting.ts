/**
 * Blocks may not be longer than about 13,200 characters of JSON altogether; this leaves room for what stands around.
 * Nowhere written down, but people ran into it: https://github.com/slackapi/bolt-js/issues/2509
 */
const ROOM = 10_000;
/** Of JSON around each piece. */
const AROUND = 10;

/** The first of some lines or buttons, as many as a message has room for; or `room`, in characters of JSON. */
export function fitting<T>(items: readonly T[], room = ROOM): T[] {
  let left = room;
  const end = items.findIndex((item) => (left -= JSON.stringify(item).length + AROUND) < 0);
  return end === -1 ? [...items] : items.slice(0, end);
}
