import { Conflict } from '../../common/errors/problem';

/** 409: the event has an entry already, which the answer names. */
export class AlreadyConverted extends Conflict {
  constructor(timeEntryId: string) {
    super('This event was converted already.', 'already_converted', { time_entry_id: timeEntryId });
  }
}
