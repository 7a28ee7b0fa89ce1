import { actionOf, Choice } from './action';
import { elementsIn } from './block.ids';
import { Delivery } from './courier';
import { deliverInteraction } from './interaction.delivery';
import { JsonObject, objectIn, objectsIn, textIn } from './json.value';
import { StoredMessage } from './message';
import { messageToWire } from './message.wire';
import { Forgery } from './signed.request';
import { Answers, valuesOf } from './view.state';
import { viewToWire } from './view.wire';
import { seenBy } from './visibility';
import { World } from './world';

/** A click on a button, or a pick, in a message (`channel` and `ts`) or in a modal (`viewId`). */
export interface ActionOrder extends Choice {
  /** The user's id. */
  user: string;
  channel?: string;
  ts?: string;
  viewId?: string;
  /** Which element: by its action_id, by that and the block's id, or by what stands on the button. */
  actionId?: string;
  blockId?: string;
  label?: string;
  /** What is filled in, by action_id, in the other elements of the same message or modal. */
  answers?: Answers;
  forge?: Forgery;
}

export interface ActionDelivery extends Delivery {
  triggerId: string;
  /** Null in a modal. */
  responseUrl: string | null;
  /** Where the button leads, if it has an address. */
  leadsTo: string | null;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export async function deliverAction(world: World, order: ActionOrder): Promise<ActionDelivery> {
  const user = world.directory.user(order.user);
  const place = order.viewId === undefined ? messagePlace(world, order) : viewPlace(world, order);
  const { blockId, element } = pick(place.blocks, order);
  const choice = order.values ?? order.value;
  const answers = { ...order.answers, ...(choice !== undefined && { [textIn(element.action_id)]: choice }) };
  const viewId = order.viewId ?? null;
  const triggerId = world.triggers.issue({ userId: user.id, viewId });
  const action = actionOf(blockId, element, order, world.clock.now());
  const payload = {
    type: 'block_actions',
    ...place.fields(valuesOf(place.blocks, answers)),
    trigger_id: triggerId,
    ...(place.responseUrl !== null && { response_url: place.responseUrl }),
    actions: [action],
  };
  const delivery = await deliverInteraction(world, user, payload, order.forge);
  const { url } = element;
  const leadsTo = typeof url === 'string' && /^https?:/i.test(url) ? url : null;
  return { ...delivery, triggerId, responseUrl: place.responseUrl, leadsTo };
}

interface Place {
  blocks: JsonObject[];
  /** Says where something was done, with what is filled in there. */
  fields(values: JsonObject): JsonObject;
  responseUrl: string | null;
}

function messagePlace(world: World, { channel: channelId = '', ts = '', user }: ActionOrder): Place {
  const message = world.messages.find(channelId, ts);
  if (!message || !seenBy(world.directory, message).includes(user))
    throw new RangeError(`No message ${ts} in ${channelId} before ${user}`);
  const channel = world.directory.channel(channelId);
  const path = world.responseUrls.issue('actions', { channel, userId: user, original: ts });
  const ephemeral = message.ephemeralTo !== null;
  return {
    blocks: blocksOf(message),
    fields: (values) => ({
      container: { type: 'message', message_ts: ts, channel_id: channelId, is_ephemeral: ephemeral },
      channel: { id: channelId, name: channel.name },
      // What only one user sees is stored nowhere, so Slack cannot show it again.
      ...(!ephemeral && { message: messageToWire(world, message, false) }),
      state: { values },
    }),
    responseUrl: world.url + path,
  };
}

function blocksOf({ blocks, attachments }: StoredMessage): JsonObject[] {
  return [...blocks, ...attachments.flatMap((attachment) => objectsIn(attachment.blocks))];
}

function viewPlace(world: World, { viewId = '', user }: ActionOrder): Place {
  const view = world.views.find(viewId);
  if (!view?.open || view.userId !== user) throw new RangeError(`No open view ${viewId} before ${user}`);
  return {
    blocks: view.content.blocks,
    fields: (values) => ({
      container: { type: 'view', view_id: viewId },
      view: viewToWire(world, view, values),
    }),
    responseUrl: null,
  };
}

function pick(
  blocks: JsonObject[],
  { actionId, blockId, label }: ActionOrder,
): { blockId: string; element: JsonObject } {
  const found = elementsIn(blocks).find(
    (candidate) =>
      (actionId === undefined || candidate.element.action_id === actionId) &&
      (blockId === undefined || candidate.blockId === blockId) &&
      (label === undefined || objectIn(candidate.element.text).text === label),
  );
  if (!found) throw new RangeError(`No such element: ${label ?? actionId ?? blockId ?? 'none named'}`);
  return found;
}
