type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/**
 * Says "or null" as OpenAPI 3.1 does: Nest writes `nullable`, which only 3.0 knew. Examples are values, not schemas,
 * and stay as they are.
 */
export function withNullTypes<T>(document: T): T {
  return rewrite(document as Json) as T;
}

function rewrite(value: Json): Json {
  if (Array.isArray(value)) return value.map(rewrite);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, Json] => [
    name,
    name === 'example' || name === 'examples' ? member : rewrite(member),
  ]);
  const { nullable, ...schema } = Object.fromEntries(members);
  if (typeof nullable !== 'boolean') return Object.fromEntries(members);
  return nullable ? orNull(schema) : schema;
}

function orNull(schema: { [member: string]: Json }): Json {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const values = schema.enum;
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}
