import { Problem } from '../../common/errors/problem';

/** The caller is nobody in Slack: not linked, or nowhere where it still works. */
export class SlackNotConnected extends Problem {
  constructor() {
    super(404, 'slack_not_connected', 'You are not linked to Slack. Type /time in Slack to begin.');
  }
}
