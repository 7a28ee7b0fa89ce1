import { Row } from './calendar.rows';
import { Period } from './item';

/** One round of deltas: its lines, and what the next round starts from. */
export interface DeltaListing {
  calendarId: string;
  rows: readonly Row[];
  /** State of the calendar that the round shows. */
  revision: number;
  epoch: string;
  /** Frozen by the first request, and carried on by every link. */
  window: Period;
}
