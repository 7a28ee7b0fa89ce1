import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { targetOf } from './app.registration';
import { botOf } from './bot';
import { Delivery, post } from './courier';
import { JsonObject } from './json.value';
import { Forgery, SignedRequest, signedRequest } from './signed.request';
import { Site } from './site';
import { World } from './world';

interface EventToTell {
  site: Site;
  event: JsonObject;
  /** Default: a new one. */
  eventId?: string;
  /** Seconds; default: now. */
  eventTime?: number;
  forge?: Forgery;
}

/** An event with all attempts to deliver it, the first one first. */
export interface EventDelivery {
  eventId: string;
  attempts: Delivery[];
}

/**
 * Tells the service of an event, and again as often as the settings have it, until it is taken.
 * https://docs.slack.dev/apis/events-api#retries
 */
export async function deliverEvent(world: World, told: EventToTell): Promise<EventDelivery> {
  const eventId = told.eventId ?? `Ev0${randomBytes(5).toString('hex').toUpperCase()}`;
  const body = JSON.stringify(envelope(world, { ...told, eventId }));
  const { settings, directory } = world;
  const { eventRetryDelays, answerWithin } = settings;
  const attempts = [await post(eventRequest(world, body, {}, told.forge), answerWithin)];
  for (const [number, seconds] of eventRetryDelays.entries()) {
    const last = attempts.at(-1);
    if (!last?.problem || last.headers['x-slack-no-retry'] === '1') break;
    await sleep(seconds * 1_000, undefined, { ref: false });
    // A reset forgets what was still to be told.
    if (world.directory !== directory) break;
    const headers = { 'x-slack-retry-num': String(number + 1), 'x-slack-retry-reason': last.problem };
    attempts.push(await post(eventRequest(world, body, headers, told.forge), answerWithin));
  }
  return { eventId, attempts };
}

/** Asks the service to prove that the address of events is its own: it must send the challenge back. */
export async function verifyUrl(
  world: World,
  forge?: Forgery,
): Promise<Delivery & { challenge: string; verified: boolean }> {
  const challenge = randomBytes(26).toString('hex');
  const { verificationToken: token } = world.app;
  const body = JSON.stringify({ token, challenge, type: 'url_verification' });
  const delivery = await post(eventRequest(world, body, {}, forge), world.settings.answerWithin);
  const echoed = delivery.body === challenge || delivery.body.includes(`"challenge":"${challenge}"`);
  return { ...delivery, challenge, verified: delivery.problem === null && echoed };
}

function eventRequest(
  { app, clock }: World,
  body: string,
  headers: Record<string, string>,
  forge?: Forgery,
): SignedRequest {
  const url = targetOf(app, 'eventsUrl');
  return signedRequest(app, clock.now(), { url, contentType: 'application/json', body, headers }, forge);
}

function envelope(world: World, { site, event, eventId, eventTime }: EventToTell): JsonObject {
  const { app, clock, directory } = world;
  const { team, enterprise } = site;
  const teamId = team?.id ?? directory.workspacesOf(site)[0]?.id ?? null;
  return {
    token: app.verificationToken,
    team_id: teamId,
    ...(enterprise && { enterprise_id: enterprise.id }),
    context_team_id: teamId,
    context_enterprise_id: enterprise?.id ?? null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: eventTime ?? Math.floor(clock.now() / 1_000),
    authorizations: [
      {
        enterprise_id: enterprise?.id ?? null,
        team_id: team?.id ?? null,
        user_id: botOf(directory, site).userId,
        is_bot: true,
        is_enterprise_install: team === null,
      },
    ],
    is_ext_shared_channel: false,
  };
}
