import { ApiSchema } from '@nestjs/swagger';
import { OneOf, Text } from '../../common/wire/fields';
import type { OfferedLink } from './slack-link.repository';

const USERNAME = { max: 255, example: 'robin' } as const;
const WORKSPACE = { max: 255, example: 'Acme' } as const;

/** What stands behind `#token=` in the address that Slack shows. */
@ApiSchema({ name: 'SlackLinkToken' })
export class LinkTokenBody {
  @Text({ min: 1, max: 512 }) token!: string;
}

/** Whom a link names. */
@ApiSchema({ name: 'SlackLinkPreview' })
export class LinkPreviewAnswer {
  @Text(WORKSPACE) workspace_name!: string;
  @Text(USERNAME) slack_username!: string;
}

/** The Slack user who is linked to the caller now. */
@ApiSchema({ name: 'SlackLinkResult' })
export class LinkAnswer extends LinkPreviewAnswer {
  @OneOf(['success']) status!: 'success';
  @Text({ max: 64, example: 'T0ACME' }) workspace_id!: string;
  @Text({ max: 64, example: 'U0ROBIN' }) slack_user_id!: string;
  @Text({ max: 1000, example: 'You are linked to @robin in Acme.' }) message!: string;
}

/** Which binding ends; without a team, all of them. */
export class UnlinkQuery {
  @Text({ min: 1, max: 64, optional: true, description: 'Of this team (`T…`) alone' }) team_id?: string;
}

/** Whom a link names, for the wire. */
export function toLinkPreview({ workspaceName, slackUsername }: OfferedLink): LinkPreviewAnswer {
  return { workspace_name: workspaceName, slack_username: slackUsername };
}

/** The Slack user who is linked now, for the wire. */
export function toLinkAnswer(link: OfferedLink): LinkAnswer {
  const { workspaceId, workspaceName, slackUserId, slackUsername } = link;
  return {
    status: 'success',
    ...toLinkPreview(link),
    workspace_id: workspaceId,
    slack_user_id: slackUserId,
    message: `You are linked to @${slackUsername} in ${workspaceName}.`,
  };
}
