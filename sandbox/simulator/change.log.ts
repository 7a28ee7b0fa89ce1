/** What changed, in order, so that "since revision n" costs what has changed and not a look at everything. */
export class ChangeLog {
  private readonly ids: string[] = [];

  /** How many changes there have been: the number of the newest. */
  get revision(): number {
    return this.ids.length;
  }

  /** Notes a change of the event or series `id` and returns its revision. */
  add(id: string): number {
    return this.ids.push(id);
  }

  /** Ids that changed after `revision`, each once. */
  idsSince(revision: number): Set<string> {
    return new Set(this.ids.slice(revision));
  }
}
