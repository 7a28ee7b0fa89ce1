/** The pictures that apps like ours name; others stay as they are written. */
const PICTURES: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  warning: '⚠️',
  bar_chart: '📊',
  hourglass_flowing_sand: '⏳',
  leftwards_arrow_with_hook: '↩️',
  calendar: '📆',
  receipt: '🧾',
  x: '❌',
};

/** `:white_check_mark:` as Slack shows it. */
export function withPictures(text: string): string {
  return text.replace(/:([a-z_]+):/g, (word, name: string) =>
    Object.hasOwn(PICTURES, name) ? PICTURES[name]! : word,
  );
}
