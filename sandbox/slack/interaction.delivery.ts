import { targetOf } from './app.registration';
import { Delivery, post } from './courier';
import { JsonObject } from './json.value';
import { senderToWire } from './sender';
import { Forgery, signedRequest } from './signed.request';
import { SlackUser } from './workspace';
import { World } from './world';

/** Sends what a user did in a message or a modal: a form whose one field, `payload`, is JSON. */
export function deliverInteraction(
  world: World,
  user: SlackUser,
  payload: JsonObject,
  forge?: Forgery,
): Promise<Delivery> {
  const { app, clock, settings } = world;
  const { type, ...rest } = payload;
  const content = JSON.stringify({ type, ...senderToWire(world, user), ...rest });
  const draft = {
    url: targetOf(app, 'interactionsUrl'),
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ payload: content }).toString(),
  } as const;
  return post(signedRequest(app, clock.now(), draft, forge), settings.answerWithin);
}
