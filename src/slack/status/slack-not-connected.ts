import { Problem } from '../../common/errors/problem';

/** The caller is not linked to Slack, or no link of theirs works any more. */
export class SlackNotConnected extends Problem {
  constructor() {
    super(404, 'slack_not_connected', 'You are not linked to Slack. Type /time in Slack to link yourself.');
  }
}
