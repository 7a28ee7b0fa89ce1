import { Conflict } from '../../common/errors/problem';

/** The project or client is archived, so no entry may go to it. */
export class TargetArchived extends Conflict {}
