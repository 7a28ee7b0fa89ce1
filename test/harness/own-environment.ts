/** What the last service of this file has set, and what was there before: undefined for what was absent. */
const replaced = new Map<string, string | undefined>();

/** Sets variables of this process, and takes back those that were set so before: a service inherits nothing of another one. */
export function setEnvironment(variables: Record<string, string>): void {
  for (const [name, value] of replaced) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  replaced.clear();
  for (const name of Object.keys(variables)) replaced.set(name, process.env[name]);
  Object.assign(process.env, variables);
}
