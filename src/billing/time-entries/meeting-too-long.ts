import { Conflict } from '../../common/errors/problem';

/** 409: a meeting of more than 31 days cannot become a time entry. */
export class MeetingTooLong extends Conflict {
  constructor() {
    super('A time entry is at most 31 days long; this meeting is longer.');
  }
}
