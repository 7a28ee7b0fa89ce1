import { Conflict } from '../../common/errors/problem';

/** 409: a calendar is synchronised by one run at a time. */
export class SyncInProgress extends Conflict {
  constructor() {
    super('This calendar is being synchronised already.', 'sync_in_progress');
  }
}
