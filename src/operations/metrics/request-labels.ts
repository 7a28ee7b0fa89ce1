import type { Request, Response } from 'express';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The method if it is a usual one, else `other`: a stranger must not make up labels. */
export function methodOf({ method }: Request): string {
  return METHODS.has(method) ? method : 'other';
}

/**
 * The pattern of the route that took a request, such as `/api/v1/clients/:id`: there are as many as the code has. A
 * path as it was sent would be a label of its own for every id, and for everything that a stranger types.
 */
export function routeOf(request: Request): string {
  const route = request.route as { path?: unknown; methods?: { _all?: boolean } } | undefined;
  // What takes every method is middleware, which takes every path as well.
  if (typeof route?.path !== 'string' || route.methods?._all) return 'unmatched';
  return route.path;
}

/** The status code, or `aborted` if the client left before it had its answer. */
export function statusOf(response: Response): string {
  return response.writableFinished ? String(response.statusCode) : 'aborted';
}
