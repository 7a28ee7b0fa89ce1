import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Flag, Instant, OneOf, Text } from '../../common/wire/fields';
import type { Preferences } from '../../notifications/preferences/preferences.service';
import { isAlive, type OwnBinding } from '../linking/own-bindings.repository';
import { toFlags } from './preferences.wire';

const TEAM = { max: 64, example: 'T0ACME' } as const;
const WORKSPACE = { max: 255, example: 'Acme' } as const;
const SLACK_USER = { max: 64, example: 'U0ROBIN' } as const;
const USERNAME = { max: 255, example: 'robin' } as const;
const OPTIONAL = { optional: true } as const;
const TIME = { max: 5, example: '17:00', optional: true, description: 'In your time zone' } as const;

/** The Slack user that the caller is in one team. */
@ApiSchema({ name: 'SlackBinding' })
export class BindingAnswer {
  @Text(TEAM) team_id!: string;
  @Text({ ...TEAM, description: 'The team, or the organisation for all of whose teams the app is installed' })
  workspace_id!: string;
  @Text(WORKSPACE) workspace_name!: string;
  @Text(SLACK_USER) slack_user_id!: string;
  @Text(USERNAME) slack_username!: string;
  @Flag({ description: 'Messages reach the caller there, and `/time` works' }) is_active!: boolean;
  @Text({ max: 1000, nullable: true, description: 'Why it is not active' }) status_detail!: string | null;
  @Instant() linked_at!: Date;
}

/**
 * Whether and where the caller is linked to Slack, and which messages they get. If connected: where they were linked
 * last.
 */
@ApiSchema({ name: 'SlackStatus' })
export class StatusAnswer {
  @OneOf(['connected', 'not_connected']) status!: 'connected' | 'not_connected';
  @Text({ ...TEAM, ...OPTIONAL }) workspace_id?: string;
  @Text({ ...WORKSPACE, ...OPTIONAL }) workspace_name?: string;
  @Text({ ...SLACK_USER, ...OPTIONAL }) slack_user_id?: string;
  @Text({ ...USERNAME, ...OPTIONAL }) slack_username?: string;
  @Flag(OPTIONAL) daily_summary_enabled?: boolean;
  @Flag(OPTIONAL) invoice_notifications_enabled?: boolean;
  @Flag(OPTIONAL) time_entry_notifications_enabled?: boolean;
  @Flag(OPTIONAL) reconnect_notifications_enabled?: boolean;
  @Flag(OPTIONAL) meeting_changed_notifications_enabled?: boolean;
  @Text(TIME) daily_summary_time?: string;
  @ApiPropertyOptional({ type: [BindingAnswer], description: 'All of them, if there are any' })
  bindings?: BindingAnswer[];
}

/** The status for the wire. @param bindings the latest link comes first */
export function toStatus(bindings: OwnBinding[], preferences: Preferences): StatusAnswer {
  const listed = bindings.length > 0 ? { bindings: bindings.map(toBinding) } : {};
  const binding = bindings.find(isAlive);
  if (!binding) return { status: 'not_connected', ...listed };
  return {
    status: 'connected',
    workspace_id: binding.integration.workspaceId,
    workspace_name: binding.integration.workspaceName,
    slack_user_id: binding.slackUserId,
    slack_username: binding.slackUsername,
    ...toFlags(preferences),
    ...listed,
  };
}

function toBinding(binding: OwnBinding): BindingAnswer {
  const { integration } = binding;
  return {
    team_id: binding.teamId,
    workspace_id: integration.workspaceId,
    workspace_name: integration.workspaceName,
    slack_user_id: binding.slackUserId,
    slack_username: binding.slackUsername,
    is_active: isAlive(binding),
    status_detail: binding.statusDetail ?? (integration.isActive ? null : integration.statusDetail),
    linked_at: binding.createdAt,
  };
}
