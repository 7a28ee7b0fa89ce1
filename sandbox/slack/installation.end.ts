import { botOf } from './bot';
import { deliverEvent, EventDelivery } from './event.delivery';
import { Installation, TokenEnd } from './installations';
import { JsonObject } from './json.value';
import { Site } from './site';
import { World } from './world';

/** What Slack tells an app that is removed, in no order that could be relied on. */
export type EndEvent = 'app_uninstalled' | 'tokens_revoked';

/** The installation is over: its token, if it ever had one, answers with `end` from now on. */
export function endInstallation(
  { installations, oauth }: World,
  { token, grant }: Pick<Installation, 'grant'> & { token: string | undefined },
  end: TokenEnd,
): void {
  if (token !== undefined) installations.end(token, end);
  oauth.revoke(grant);
}

/** Tells the service, one event after the other, unless a setting says that nothing is told. */
export async function announceEnd(world: World, site: Site, types: EndEvent[]): Promise<EventDelivery[]> {
  const deliveries: EventDelivery[] = [];
  const { directory } = world;
  if (!world.settings.sendEvents || !world.app.targets.eventsUrl) return deliveries;
  for (const type of types) {
    // A reset forgets what was still to be told.
    if (world.directory !== directory) break;
    deliveries.push(await deliverEvent(world, { site, event: endEvent(world, site, type) }));
  }
  return deliveries;
}

/** https://docs.slack.dev/reference/events/tokens_revoked */
export function endEvent({ directory }: World, site: Site, type: EndEvent): JsonObject {
  if (type === 'app_uninstalled') return { type };
  return { type, tokens: { oauth: [], bot: [botOf(directory, site).userId] } };
}
