import { TABLE } from '../security/route-table';
import { codeIn } from './markdown-text';

/** A request that a document shows; a segment of its path that is a variable is `$`. */
export interface ShownRequest {
  method: string;
  path: string;
}

const API = '/api/v1';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What describes the API is served by a library, outside of the table of routes. */
const DESCRIPTION = ['GET /api/docs', 'GET /api/openapi.json'];

/**
 * The requests to the service in a piece of shell: each `call` or `curl` with an address that begins with `$api` or `$site`.
 * As curl does, a body makes it a POST unless a method is named.
 */
export function requestsIn(shell: string): ShownRequest[] {
  const commands = shell.replaceAll('\\\n', ' ').split(/\b(?=(?:call|curl) )/);
  return commands.flatMap((command) => {
    const [, base, rest = ''] = /^(?:call|curl) .*?\$(api|site)\b([^\s"')|;]*)/.exec(command) ?? [];
    if (base === undefined) return [];
    const line = command.split('\n', 1)[0]!;
    const [, named] = /-X ([A-Z]+)/.exec(line) ?? [];
    const method = named ?? (/ (-d|--data(-\w+)?) /.test(line) ? 'POST' : 'GET');
    return [{ method, path: pathOf(base === 'api' ? API + rest : rest) }];
  });
}

/** The routes that prose names: `GET /integrations/accounts`, told from `/api/v1`, `/` or as far as `…` leaves it open. */
export function mentionsIn(markdown: string): ShownRequest[] {
  return codeIn(markdown).flatMap((code) => {
    const [method = '', address = ''] = code.split(/\s+/);
    if (!METHODS.includes(method) || !/^(\/|…\/)/.test(address)) return [];
    return [{ method, path: pathOf(address) }];
  });
}

/** The route of the table that answers such a request: of several the one that names most of its path. */
export function routeOf({ method, path }: ShownRequest): string | undefined {
  const addresses = path.startsWith('…') ? [path] : [path, API + path];
  const fitting = [...Object.keys(TABLE), ...DESCRIPTION].filter((name) => {
    const [verb, route = ''] = name.split(' ');
    return verb === method && addresses.some((address) => fits(route.split('/'), address.split('/')));
  });
  return fitting.sort((a, b) => parametersOf(a) - parametersOf(b))[0];
}

function fits(route: string[], shown: string[]): boolean {
  if (shown[0] === '…') return fits(route.slice(1 - shown.length), shown.slice(1));
  if (route.length !== shown.length) return false;
  return route.every((segment, at) => (segment.startsWith(':') ? shown[at] !== '' : segment === shown[at]));
}

function parametersOf(name: string): number {
  return name.split('/:').length;
}

/** Without query and trailing slash, and with `$` for what is filled in. */
function pathOf(address: string): string {
  const [path = ''] = address.split(/[?#{]/);
  return path.replace(/\$\w+/g, '$').replace(/\/$/, '') || '/';
}
