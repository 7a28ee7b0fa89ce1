import { ApiRequest } from '../simulator/api.request';
import { Reply } from '../simulator/reply';
import { Arguments } from './arguments';
import { authenticate } from './bearer';
import { reachUser } from './reach';
import { ok, refusal, slackError } from './slack.error';
import { Trigger } from './triggers';
import { readView } from './view.arguments';
import { viewToWire } from './view.wire';
import { World } from './world';

/** As many modals as may lie on each other. */
const DEEPEST = 3;

/** `views.open`: a modal for whoever did what the trigger stands for. */
export function openView(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request);
  const args = new Arguments(request);
  const content = readView(args.json('view', 'invalid_arguments'));
  if (content.external_id !== '' && world.views.findByExternalId(content.external_id))
    return slackError('duplicate_external_id');
  const { userId } = trigger(world, args);
  const view = world.views.open(reachUser(world, caller, userId), content);
  return ok({ view: viewToWire(world, view) });
}

/** `views.push`: a modal on top of the one in which the user did something. */
export function pushView(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request);
  const args = new Arguments(request);
  const content = readView(args.json('view', 'invalid_arguments'));
  const { userId, viewId } = trigger(world, args);
  const below = world.views.find(viewId ?? '');
  if (!below?.open) return slackError('not_found');
  if (world.views.stackOf(userId).length >= DEEPEST) return slackError('push_limit_reached');
  const view = world.views.open(reachUser(world, caller, userId), content, below);
  return ok({ view: viewToWire(world, view) });
}

/** `views.update`: other content for a modal that is open; a `hash` guards against somebody else's update. */
export function updateView(world: World, request: ApiRequest): Reply {
  const caller = authenticate(world, request);
  const args = new Arguments(request);
  const content = readView(args.json('view', 'invalid_arguments'));
  const view =
    world.views.find(args.text('view_id') ?? '') ??
    world.views.findByExternalId(args.text('external_id') ?? '-');
  if (!view?.open) return slackError('not_found');
  reachUser(world, caller, view.userId);
  const hash = args.text('hash');
  if (hash !== undefined && hash !== view.hash) return slackError('hash_conflict');
  world.views.update(view, content);
  return ok({ view: viewToWire(world, view) });
}

function trigger({ triggers }: World, args: Arguments): Trigger {
  const found = triggers.take(args.required('trigger_id'));
  if (typeof found === 'string') throw refusal(found);
  return found;
}
