import { redirectUriFor, slackTargetsFor } from './addresses';
import type { Closing } from './closing';
import { SlackControl } from './slack/slack.control';
import { startSlackSimulator } from './slack/slack.simulator';
import { BERGER_CONSULTING } from './story/team';

/** A simulated Slack that knows our one app, and the person's workspace, in which it is not installed yet. */
export interface SimulatedSlack {
  url: string;
  control: SlackControl;
}

interface Start {
  port: number;
  /** Of the service that it speaks with. */
  servicePort: number;
  closing: Closing;
}

export async function startSlack({ port, servicePort, closing }: Start): Promise<SimulatedSlack> {
  const starting = startSlackSimulator({
    port,
    redirectUris: [redirectUriFor('slack', servicePort)],
    targets: slackTargetsFor(servicePort),
  });
  const { url } = await closing.keep(starting, (simulator) => simulator.close());
  const control = new SlackControl(url);
  await control.seedWorkspaces({ workspaces: [BERGER_CONSULTING] });
  return { url, control };
}

/** Where a Slack user reads and types. */
export function inboxOf(slackUrl: string, slackUser: string): string {
  return `${slackUrl}/inbox/${slackUser}`;
}
