import type { SeededWorkspace } from '../../sandbox/slack/controls';
import { SlackControl } from '../../sandbox/slack/slack.control';
import { startSlackSimulator } from '../../sandbox/slack/slack.simulator';
import type { Api } from '../harness/api';
import { REDIRECT_URI, slackEnvironment } from '../harness/provider-environment';
import { type Service, startService } from '../harness/service';

/** The service and a Slack simulator, each with the other's address. */
export interface SlackService extends Service {
  slack: SlackControl;
  /** Where the simulator listens. */
  slackUrl: string;
}

/** Starts both. `environment` goes over the defaults. */
export async function startSlackService(environment: Record<string, string> = {}): Promise<SlackService> {
  const simulator = await startSlackSimulator({ redirectUris: [REDIRECT_URI.slack] });
  const service = await startService({ ...slackEnvironment(simulator.url), ...environment });
  const slack = new SlackControl(simulator.url);
  await slack.targets(targetsOf(service.url));
  const { close } = service;
  return Object.assign(service, {
    slack,
    slackUrl: simulator.url,
    close: async () => {
      await close();
      await simulator.close();
    },
  });
}

/** Where a service listens for Slack. */
export function targetsOf(url: string): { commandsUrl: string; interactionsUrl: string; eventsUrl: string } {
  const home = `${url}/api/v1/integrations/slack`;
  return {
    commandsUrl: `${home}/commands/time`,
    interactionsUrl: `${home}/interactions`,
    eventsUrl: `${home}/events`,
  };
}

let workspaces = 0;

/** A new workspace with two people, in which the app is not installed yet. */
export async function newWorkspace(
  service: SlackService,
  enterprise?: { id: string; name: string },
): Promise<SeededWorkspace> {
  const number = String((workspaces += 1));
  const users = ['Robin', 'Kim'].map((name) => ({
    id: `U0${name.toUpperCase()}${number}`,
    name: `${name} ${number}`,
    handle: `${name.toLowerCase()}${number}`,
    email: `${name.toLowerCase()}${number}@acme.example`,
  }));
  const workspace = {
    id: `T0ACME${number}`,
    name: `Acme ${number}`,
    users,
    ...(enterprise && { enterprise }),
  };
  const { workspaces: seeded } = await service.slack.seedWorkspaces({ workspaces: [workspace] });
  return seeded[0]!;
}

/** A callback that Slack would send the browser to. */
export interface Callback {
  code: string;
  state: string;
}

/** Begins to install the app as `user`, and lets somebody in Slack consent. */
export async function consent(
  service: SlackService,
  user: Api,
  decision: { user?: string; orgWide?: boolean },
): Promise<Callback> {
  const { body } = await user.get('/integrations/slack/authorize').expect(200);
  const { location } = await service.slack.authorize({ authUrl: body.auth_url, ...decision });
  const answer = new URL(location).searchParams;
  return { code: answer.get('code')!, state: answer.get('state')! };
}

/** A workspace in which the app is installed. */
export interface InstalledWorkspace {
  teamId: string;
  /** The Slack user who installed it, bound to `user`. */
  slackUserId: string;
  slackUsername: string;
  /** The id of somebody else there, who is bound to nobody. */
  stranger: string;
  integrationId: string;
  workspace: SeededWorkspace;
  user: Api;
}

/** Installs the app in a new workspace for `user`, who is then bound to the Slack user that installed it. */
export async function installed(service: SlackService, user: Api): Promise<InstalledWorkspace> {
  const workspace = await newWorkspace(service);
  const [installer, stranger] = workspace.users;
  const callback = await consent(service, user, { user: installer!.id });
  await user.post('/integrations/slack/callback', callback).expect(200);
  const [row] = await service.sql<{ id: string }>(
    'SELECT id FROM slack_integrations WHERE workspace_id = $1',
    [workspace.id],
  );
  const [binding] = await service.sql<{ name: string }>(
    'SELECT slack_username AS name FROM slack_user_bindings WHERE team_id = $1 AND slack_user_id = $2',
    [workspace.id, installer!.id],
  );
  return {
    teamId: workspace.id,
    slackUserId: installer!.id,
    slackUsername: binding!.name,
    stranger: stranger!.id,
    integrationId: row!.id,
    workspace,
    user,
  };
}

/** Makes it `instant` here and at Slack, which signs by its own clock. Here the time runs on from then. */
export async function moveBothTo(service: SlackService, instant: Date): Promise<void> {
  service.clock.moveTo(instant);
  await service.slack.clock({ now: instant.toISOString() });
}
