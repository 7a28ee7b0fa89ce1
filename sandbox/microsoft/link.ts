import { ApiRequest } from '../simulator/api.request';

/** `http://127.0.0.1:PORT`, as the caller addressed the simulator. */
export function originOf({ headers }: ApiRequest): string {
  return `http://${headers.host}`;
}

/** An absolute link to the path of this request, on this host or on one that a test has set. */
export function linkTo(request: ApiRequest, query: string, origin: string | null): string {
  return `${origin ?? originOf(request)}${request.path}?${query}`;
}
