import { withIds } from './block.ids';
import { fields, plainText, textOf, wrong } from './block.check';
import { problemsOfBlocks } from './block.rules';
import { isObject, JsonObject, objectsIn, textIn } from './json.value';
import { invalid, refusal } from './slack.error';
import { ViewContent } from './view';

const shape = fields({
  title: plainText(24),
  'submit?': plainText(24),
  'close?': plainText(24),
  'private_metadata?': textOf(0, 3_000),
  'callback_id?': textOf(0, 255),
  'external_id?': textOf(0, 255),
});

/** A modal as an app sends it. @throws Refusal for what Slack would refuse */
export function readView(value: unknown): ViewContent {
  if (!isObject(value)) throw invalid('invalid_arguments', ['[ERROR] missing required field: view']);
  if (JSON.stringify(value).length > 250_000) throw refusal('view_too_large');
  const problems = problemsOf(value).map((problem) =>
    problem.replace('[json-pointer:', '[json-pointer:/view'),
  );
  if (problems.length > 0) throw invalid('invalid_arguments', problems);
  return {
    title: value.title as JsonObject,
    submit: isObject(value.submit) ? value.submit : null,
    close: isObject(value.close) ? value.close : null,
    blocks: withIds(objectsIn(value.blocks)),
    private_metadata: textIn(value.private_metadata),
    callback_id: textIn(value.callback_id),
    external_id: textIn(value.external_id),
    clear_on_close: value.clear_on_close === true,
    notify_on_close: value.notify_on_close === true,
  };
}

function problemsOf(view: JsonObject): string[] {
  if (view.type !== 'modal') return wrong(`unsupported type: ${String(view.type)}`, '/type');
  const asks = objectsIn(view.blocks).some(({ type }) => type === 'input');
  return [
    ...shape(view, ''),
    ...problemsOfBlocks(view.blocks, 100),
    ...(asks && view.submit === undefined ? wrong('missing required field: submit', '') : []),
  ];
}
