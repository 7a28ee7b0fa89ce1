import { ApiRequest } from '../simulator/api.request';
import { formOf } from './json.body';
import { JsonObject } from './json.value';
import { refusal } from './slack.error';

/** Reads the arguments of a method: from the form or, as with GET, from the query. */
export class Arguments {
  constructor(private readonly request: Pick<ApiRequest, 'form' | 'query'>) {}

  /** The fields of a JSON object as arguments. */
  static of(content: JsonObject): Arguments {
    return new Arguments({ form: new URLSearchParams(formOf(content)), query: new URLSearchParams() });
  }

  text(name: string): string | undefined {
    return this.request.form.get(name) ?? this.request.query.get(name) ?? undefined;
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name) ?? '');
  }

  /** An argument that is JSON; undefined when it was not given. @throws Refusal `error` when it is no JSON */
  json(name: string, error: string): unknown {
    const text = this.text(name);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw refusal(error);
    }
  }

  /** @throws Refusal naming the argument when it is missing */
  required(name: string): string {
    const text = this.text(name);
    if (text) return text;
    throw refusal('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    });
  }
}
