import type { BlockAction, SlashCommand, ViewSubmitAction } from '@slack/bolt';
import type { SlackPerson } from '../asked';

/** Who typed a command. Slack is phasing `user_name` out: https://docs.slack.dev/interactivity/implementing-slash-commands */
export function personOfCommand(command: SlashCommand): SlackPerson {
  return {
    teamId: command.team_id,
    enterpriseId: command.enterprise_id ?? null,
    slackUserId: command.user_id,
    slackUsername: command.user_name || command.user_id,
  };
}

/**
 * Who clicked, or submitted a form. Where the app is installed for an organisation, only the user may name the team.
 */
export function personOfInteraction({ team, user, enterprise }: BlockAction | ViewSubmitAction): SlackPerson {
  return {
    teamId: team?.id ?? user.team_id ?? '',
    enterpriseId: enterprise?.id ?? team?.enterprise_id ?? null,
    slackUserId: user.id,
    slackUsername: ('username' in user ? user.username : user.name) || user.id,
  };
}
