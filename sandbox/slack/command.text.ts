import { Workspace } from './workspace';

/**
 * What a user types as a command carries it: three characters are always escaped; with "Escape channels, users, and
 * links" on, names that exist become ids. https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function commandText(typed: string, { channels, users }: Workspace, escapeNames: boolean): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (!escapeNames) return escaped;
  const rooms = [...channels.values()].filter(({ user }) => user === null);
  return escaped.replace(/(?<=^|\s)([#@])([\w.-]+)/g, (word, sign: string, name: string) => {
    const found =
      sign === '#'
        ? rooms.find((channel) => channel.name === name)
        : [...users.values()].find(({ handle }) => handle === name);
    return found ? `<${sign}${found.id}|${name}>` : word;
  });
}
