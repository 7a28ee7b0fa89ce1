/** When something was archived, after a request to archive (true) or reopen (false) it; undefined asks for neither. */
export function archivedAt(before: Date | null, archived: boolean | undefined, now: Date): Date | null {
  if (archived === undefined) return before;
  return archived ? (before ?? now) : null;
}
