import { Problem } from '../../common/errors/problem';

/** The link is unknown, used, too old, or of a workspace that the app has left: the answer does not say which. */
export class InvalidLink extends Problem {
  constructor() {
    super(400, 'invalid_link', 'This link no longer works. Type /time in Slack to get a new one.');
  }
}
