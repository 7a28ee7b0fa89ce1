import type { ServiceApi } from './service-api';
import type { SlackControl } from './slack/slack.control';
import { ROBIN_IN_SLACK } from './story/team';

/**
 * Installs the app in the person's workspace, as they would in a browser, which also links them. At each start: the
 * simulator forgets installations, and the service takes one of the same workspace for the old one renewed.
 */
export async function installInSlack(api: ServiceApi, slack: SlackControl): Promise<void> {
  const { auth_url: authUrl } = await api.get<{ auth_url: string }>('/integrations/slack/authorize');
  const { location } = await slack.authorize({ authUrl, user: ROBIN_IN_SLACK });
  const answer = new URL(location).searchParams;
  await api.post('/integrations/slack/callback', { code: answer.get('code'), state: answer.get('state') });
}
