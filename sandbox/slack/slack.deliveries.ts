import { deliverAction } from './action.delivery';
import { deliverCommand } from './command.delivery';
import { post } from './courier';
import { Deliveries, EventOrder } from './deliveries';
import { deliverEvent, verifyUrl } from './event.delivery';
import { announceEnd, endEvent, endInstallation } from './installation.end';
import { JsonObject } from './json.value';
import { deliverClosing, deliverSubmission } from './view.delivery';
import { World } from './world';

/** Calls the service on behalf of a world. A RangeError says what does not exist or makes no sense. */
export function deliveriesOf(world: World): Deliveries {
  return {
    sendCommand: (order) => deliverCommand(world, order),
    sendAction: (order) => deliverAction(world, order),
    submitView: (order) => deliverSubmission(world, order),
    closeView: async (order) => ({ delivery: await deliverClosing(world, order) }),
    sendEvent: (order) =>
      deliverEvent(world, {
        ...order,
        site: world.directory.account(order.site),
        event: { ...complete(world, order), ...order.event },
      }),
    verifyEventsUrl: ({ forge }) => verifyUrl(world, forge),
    uninstall: async ({ site: id, events = ['app_uninstalled', 'tokens_revoked'] }) => {
      const site = world.directory.account(id);
      const grant = world.oauth.grantOf(site, world.client.id);
      const token = grant && world.installations.tokenOf(grant);
      if (grant) endInstallation(world, { token, grant }, 'account_inactive');
      return { events: await announceEnd(world, site, events) };
    },
    resend: (request) => post(request, world.settings.answerWithin),
  };
}

/** What follows from the type of an event alone. */
function complete(world: World, { site, event: { type } }: EventOrder): JsonObject {
  const known = type === 'app_uninstalled' || type === 'tokens_revoked';
  return known ? endEvent(world, world.directory.account(site), type) : {};
}
