import { writtenMinutes } from '../../time-command/minutes';
import { localDate, type Spanned } from '../reply/spoken-span';

/** An entry's time as the form shows it: what comes back unchanged changes nothing. */
export interface Prefilled {
  duration: string;
  /** Local, YYYY-MM-DD. */
  date: string;
}

/** @param zone of who reads it */
export function prefilled({ startedAt, durationMinutes }: Spanned, zone: string): Prefilled {
  return { duration: writtenMinutes(durationMinutes), date: localDate(startedAt, zone) };
}
