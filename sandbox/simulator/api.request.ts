import { IncomingHttpHeaders } from 'node:http';

/** What an endpoint may look at. */
export interface ApiRequest {
  query: URLSearchParams;
  form: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Undecoded, without the query. */
  path: string;
  /** What the route's `:names` stand for, decoded. */
  params: Readonly<Record<string, string>>;
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf({ headers }: ApiRequest): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
}
