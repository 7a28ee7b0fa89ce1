import { Conflict } from '../../common/errors/problem';

/** The run no longer holds the calendar: another one took over, or the calendar is gone. It must write nothing. */
export class LeaseLost extends Conflict {
  constructor() {
    super('Another synchronisation took over, or the calendar was removed.');
  }
}
