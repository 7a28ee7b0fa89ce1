import { serviceSources, textOf } from './repository';

/** A task by the clock, and what its schedule is: a cron expression, or the variable that has it. */
export interface TaskInSource {
  name: string;
  schedule: string;
}

/** Every class that is marked `@RunsInBackground('name')`. */
export function tasksInSource(): TaskInSource[] {
  return serviceSources().flatMap((path) => {
    const text = textOf(path);
    const [, name] = /^@RunsInBackground\('([^']+)'\)/m.exec(text) ?? [];
    if (name === undefined) return [];
    const [, fixed] = /schedule = '([^']+)'/.exec(text) ?? [];
    const [, configured = ''] = /schedule = config\.(\w+)/.exec(text) ?? [];
    return [{ name, schedule: fixed ?? configured.replace(/[A-Z]/g, '_$&').toUpperCase() }];
  });
}

/** The names of all queues. */
export function queuesInSource(): string[] {
  const texts = serviceSources().map((path) => textOf(path));
  const constants = texts.flatMap((text) => [...text.matchAll(/registerQueue\(\{ name: (\w+) \}\)/g)]);
  return constants.map(([, constant]) => {
    const definition = new RegExp(`^export const ${constant} = '([^']+)'`, 'm');
    const [name] = texts.flatMap((text) => definition.exec(text)?.[1] ?? []);
    if (name === undefined) throw new Error(`Nobody says what ${constant} is`);
    return name;
  });
}
