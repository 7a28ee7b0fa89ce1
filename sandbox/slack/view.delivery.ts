import { Refusal } from '../simulator/reply';
import { Delivery } from './courier';
import { deliverInteraction } from './interaction.delivery';
import { isObject, objectIn, parseJson } from './json.value';
import { Forgery } from './signed.request';
import { StoredView } from './view';
import { readView } from './view.arguments';
import { Answers, missingIn, valuesOf } from './view.state';
import { viewToWire } from './view.wire';
import { World } from './world';

/** A user sends a modal off. */
export interface SubmissionOrder {
  viewId: string;
  /** What is filled in, by action_id; what is left out stays as the app has it. */
  values?: Answers;
  forge?: Forgery;
}

/** What became of a modal that was sent off; `stuck`: the answer made no sense to Slack, and the user sees an error. */
export type SubmissionOutcome = 'closed' | 'cleared' | 'errors' | 'updated' | 'pushed' | 'stuck';

export interface SubmissionDelivery extends Delivery {
  triggerId: string;
  outcome: SubmissionOutcome;
  /** By block id. */
  errors: Record<string, string>;
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export async function deliverSubmission(world: World, order: SubmissionOrder): Promise<SubmissionDelivery> {
  const view = openView(world, order.viewId);
  const values = valuesOf(view.content.blocks, order.values ?? {});
  const missing = missingIn(view.content.blocks, values);
  if (missing.length > 0) throw new RangeError(`Not filled in: ${missing.join(', ')}`);
  const user = world.directory.user(view.userId);
  const triggerId = world.triggers.issue({ userId: user.id, viewId: view.id });
  const payload = {
    type: 'view_submission',
    trigger_id: triggerId,
    view: viewToWire(world, view, values),
    response_urls: [],
  };
  const delivery = await deliverInteraction(world, user, payload, order.forge);
  const outcome = delivery.status === 200 ? react(world, view, delivery.body) : 'stuck';
  return { ...delivery, triggerId, outcome, errors: view.errors };
}

/** A user dismisses a modal; the service hears of it if it wanted to. */
export async function deliverClosing(
  world: World,
  order: { viewId: string; forge?: Forgery },
): Promise<Delivery | null> {
  const view = openView(world, order.viewId);
  world.views.close(view);
  if (!view.content.notify_on_close) return null;
  const user = world.directory.user(view.userId);
  const payload = { type: 'view_closed', view: viewToWire(world, view), is_cleared: false };
  return deliverInteraction(world, user, payload, order.forge);
}

function react(world: World, view: StoredView, body: string): SubmissionOutcome {
  const { views } = world;
  const answer = body.trim() === '' ? {} : parseJson(body);
  if (!isObject(answer)) return 'stuck';
  try {
    switch (answer.response_action) {
      case undefined:
        views.close(view);
        return 'closed';
      case 'clear':
        views.clear(view.userId);
        return 'cleared';
      case 'errors':
        view.errors = objectIn(answer.errors) as Record<string, string>;
        return 'errors';
      case 'update':
        views.update(view, readView(answer.view));
        return 'updated';
      case 'push':
        views.open(world.directory.user(view.userId), readView(answer.view), view);
        return 'pushed';
      default:
        return 'stuck';
    }
  } catch (error) {
    if (error instanceof Refusal) return 'stuck';
    throw error;
  }
}

function openView({ views }: World, id: string): StoredView {
  const view = views.find(id);
  if (!view?.open) throw new RangeError(`No open view ${id}`);
  return view;
}
