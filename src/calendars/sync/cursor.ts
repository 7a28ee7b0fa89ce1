/** Raised when what a cursor stands for changes: older ones are then not continued but replaced by a full pull. */
export const CURSOR_FORMAT = 1;

/** Where the next incremental pull begins. Dates as ISO 8601 text, for it is stored as JSON. */
export interface SyncCursor {
  format: number;
  /** The provider's own cursor. */
  value: string;
  /** The window of the full pull that it descends from, and the setting it was made for. */
  window: { from: string; to: string; daysBack: number; daysForward: number };
}

/** How far an unfinished full pull got: the page to go on with, and the generation that its rows carry. */
export interface Checkpoint {
  format: number;
  continuation: string;
  generation: number;
  window: SyncCursor['window'];
}
