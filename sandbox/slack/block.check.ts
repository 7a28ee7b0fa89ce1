import { isObject, JsonObject, objectIn, textIn } from './json.value';

/** Finds what is wrong with a part of blocks; each finding names the place by JSON pointer, as Slack does. */
export type Check = (value: unknown, at: string) => string[];

export function wrong(message: string, at: string): string[] {
  return [`[ERROR] ${message} [json-pointer:${at}]`];
}

/** Text of a length within the bounds. */
export function textOf(min: number, max: number): Check {
  return (value, at) => {
    if (typeof value !== 'string') return wrong('must be a string', at);
    if (value.length < min) return wrong(`must be more than ${min - 1} characters`, at);
    return value.length > max ? wrong(`must be less than ${max + 1} characters`, at) : [];
  };
}

/** A text object: https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function textObject(max: number, types: readonly string[] = ['plain_text', 'mrkdwn']): Check {
  return (value, at) => {
    if (!isObject(value)) return wrong('missing required field: text object', at);
    const type = typeof value.type === 'string' && types.includes(value.type);
    return type ? textOf(1, max)(value.text, `${at}/text`) : wrong(`unsupported type of text`, `${at}/type`);
  };
}

export function plainText(max: number): Check {
  return textObject(max, ['plain_text']);
}

/** A list with a number of items within the bounds, each as `check` has it. */
export function listOf(min: number, max: number, check: Check): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return wrong('must be a list', at);
    if (value.length < min) return wrong(`no fewer than ${min} items allowed`, at);
    if (value.length > max) return wrong(`no more than ${max} items allowed`, at);
    return value.flatMap((item, place) => check(item, `${at}/${place}`));
  };
}

/** An object whose fields are each as their check has it; those with a `?` may be missing. */
export function fields(checks: Record<string, Check>): Check {
  return (value, at) => {
    if (!isObject(value)) return wrong('must be an object', at);
    return Object.entries(checks).flatMap(([key, check]) => {
      const name = key.replace('?', '');
      const place = `${at}/${name}`;
      if (value[name] !== undefined) return check(value[name], place);
      return key.endsWith('?') ? [] : wrong(`missing required field: ${name}`, at);
    });
  };
}

/** An object that is one of several, by its `type`. */
export function oneOf(kinds: Record<string, Check>): Check {
  return (value, at) => {
    const { type } = objectIn(value);
    const check = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    return check ? check(value, at) : wrong(`unsupported type: ${String(type)}`, at);
  };
}

/** No two blocks may have one id. */
export function repeatedIds(blocks: JsonObject[]): string[] {
  const ids = blocks.map(({ block_id }) => textIn(block_id));
  return ids.flatMap((id, place) =>
    id === '' || ids.indexOf(id) === place ? [] : wrong(`block_id already exists: ${id}`, `/blocks/${place}`),
  );
}
