import { Problem } from '../../common/errors/problem';

/** The state is unknown, used, too old, of another provider, or somebody else's: the answer does not say which. */
export class InvalidState extends Problem {
  constructor() {
    super(400, 'invalid_state', 'This authorization is not known any more. Start again.');
  }
}
