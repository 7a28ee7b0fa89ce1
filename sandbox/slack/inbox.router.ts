import express, { Request, RequestHandler, Router } from 'express';
import { deliverAction } from './action.delivery';
import { deliverCommand } from './command.delivery';
import { Delivery } from './courier';
import { answersIn, blocksAt } from './inbox.form';
import { inboxPage } from './inbox.page';
import { parseJson, textIn } from './json.value';
import { seenBy } from './visibility';
import { deliverClosing, deliverSubmission } from './view.delivery';
import { workspacesPage } from './workspaces.page';
import { World } from './world';

/** The pages for people: `GET /`, and under `/inbox/<user>` what a user sees and does. */
export function inboxRouter(world: World, orders: object): Router {
  const router = express.Router();
  router.get('/', (_request, response) => {
    response.type('html').send(workspacesPage(world.directory.workspaces(), Object.keys(orders)));
  });
  router.get('/inbox/:user', (request, response) => {
    const note = typeof request.query.note === 'string' ? request.query.note : null;
    try {
      response.type('html').send(showInbox(world, request.params.user, note));
    } catch (error) {
      response.status(404).type('text').send(problemIn(error));
    }
  });
  router.post(
    '/inbox/:user/command',
    act((user, form) => sendLine(world, user, form)),
  );
  router.post(
    '/inbox/:user/click',
    act((user, form) => click(world, user, form)),
  );
  router.post(
    '/inbox/:user/submit',
    act((_, form) => submit(world, form)),
  );
  router.post(
    '/inbox/:user/close',
    act(async (_, form) => ({ delivery: await deliverClosing(world, { viewId: form.get('viewId') ?? '' }) })),
  );
  return router;
}

function showInbox(world: World, userId: string, note: string | null): string {
  const { directory, messages, views, app } = world;
  const user = directory.user(userId);
  const team = directory.workspace(user.teamId);
  const own = directory.directMessages(user);
  return inboxPage({
    user,
    team: team.name,
    appName: app.name,
    command: app.command,
    channels: [own, ...[...team.channels.values()].filter((channel) => channel.user === null)],
    messages: messages.all().filter((message) => seenBy(directory, message).includes(userId)),
    views: views.stackOf(userId),
    reader: {
      nameOf: (id) => team.users.get(id)?.name ?? team.channels.get(id)?.name ?? id,
      timeZone: user.timeZone,
    },
    note,
  });
}

/** What the service said, and where the browser goes if not back to the inbox. */
interface Done {
  delivery: Delivery | null;
  leadsTo?: string | null;
}

async function sendLine(world: World, user: string, form: URLSearchParams): Promise<Done> {
  const line = (form.get('line') ?? '').trim();
  const [command = '', ...words] = line.split(' ');
  const channel = form.get('channel') ?? undefined;
  return { delivery: await deliverCommand(world, { user, channel, command, text: words.join(' ').trim() }) };
}

/** A click; a button with an address also leads there, as in Slack. */
async function click(world: World, user: string, form: URLSearchParams): Promise<Done> {
  const clicked = parseJson(form.get('click') ?? '');
  const [blockId, actionId = ''] = Array.isArray(clicked) ? clicked.map(textIn) : [];
  const place = form.has('viewId')
    ? { viewId: form.get('viewId') ?? '' }
    : { channel: form.get('channel') ?? '', ts: form.get('ts') ?? '' };
  const answers = answersIn(form, blocksAt(world, place));
  const choice = answers[actionId];
  const chosen = Array.isArray(choice) ? { values: choice } : { value: choice };
  const delivery = await deliverAction(world, { user, blockId, actionId, answers, ...chosen, ...place });
  return { delivery, leadsTo: delivery.leadsTo };
}

async function submit(world: World, form: URLSearchParams): Promise<Done> {
  const viewId = form.get('viewId') ?? '';
  const values = answersIn(form, blocksAt(world, { viewId }));
  return { delivery: await deliverSubmission(world, { viewId, values }) };
}

/** Does something as the user, and shows their inbox again, with a note if it did not go well. */
function act(deed: (user: string, form: URLSearchParams) => Promise<Done>): RequestHandler<{ user: string }> {
  return async (request, response) => {
    const { user } = request.params;
    const home = `/inbox/${encodeURIComponent(user)}`;
    const { note, to = home } = await deed(user, formOf(request)).then(
      ({ delivery, leadsTo }) => ({ note: problemOf(delivery), to: leadsTo ?? undefined }),
      (error: unknown) => ({ note: problemIn(error), to: undefined }),
    );
    response.redirect(303, note === null ? to : `${home}?${new URLSearchParams({ note }).toString()}`);
  };
}

/** What a person did that makes no sense; anything else is a fault of ours. */
function problemIn(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  throw error;
}

function problemOf(delivery: Delivery | null): string | null {
  if (!delivery?.problem) return null;
  return `The service answered ${delivery.status ?? 'nothing'}: ${delivery.problem}`;
}

function formOf({ body }: Request<{ user: string }>): URLSearchParams {
  return new URLSearchParams(typeof body === 'string' ? body : '');
}
