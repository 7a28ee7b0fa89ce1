import { ApiRequest } from '../simulator/api.request';
import { Refusal, Reply } from '../simulator/reply';
import { showAnswer } from './answer';
import { Arguments } from './arguments';
import { JsonObject, parseJson } from './json.value';
import { readContent, wholeContent } from './message.arguments';
import { ResponseTarget } from './response.urls';
import { World } from './world';

/** `POST` to a response_url: an answer in plain text, and no token, for the address is the secret. */
export function takeResponse(world: World, request: ApiRequest): Reply {
  const target = world.responseUrls.use(request.path);
  const reply =
    typeof target === 'string' ? text(404, target) : orRefused(() => carryOut(world, target, request));
  world.responseUrls.received.push({
    url: world.url + request.path,
    userId: world.responseUrls.targetOf(request.path)?.userId ?? null,
    status: reply.status,
    body: bodyOf(request.form),
  });
  return reply;
}

function carryOut(world: World, target: ResponseTarget, { form, query, path }: ApiRequest): Reply {
  const { messages, responseUrls } = world;
  const args = new Arguments({ form, query });
  const original = messages.find(target.channel.id, target.original ?? '');
  if (args.flag('delete_original')) {
    if (original) original.deleted = true;
    else target.replacement = null;
    return text(200, 'ok');
  }
  if (args.flag('replace_original') && original) {
    messages.update(original, wholeContent(readContent(args)));
    return text(200, 'ok');
  }
  const { ts } = showAnswer(world, target, args, 'response_url');
  // Of a command there is no original until it is answered.
  if (path.startsWith('/commands/')) responseUrls.setOriginal(path, ts);
  if (!original && args.flag('replace_original')) target.replacement = ts;
  return text(200, 'ok');
}

function orRefused(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return text(400, (JSON.parse(error.reply.body) as { error: string }).error);
  }
}

function text(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html' }, body };
}

/** What was posted, as it was before it became a form. */
function bodyOf(form: URLSearchParams): JsonObject {
  const plain = ['text', 'response_type', 'thread_ts'];
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, plain.includes(name) ? value : (parseJson(value) ?? value)]),
  );
}
