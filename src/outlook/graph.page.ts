import { ProviderUnavailable } from '../calendars/provider/provider-errors';
import { membersOf } from '../common/foreign-json';

/** What all of Graph's lists have in common. */
export interface GraphPage {
  items: unknown[];
  nextLink?: string;
  deltaLink?: string;
}

/**
 * Checks that an answer is a list, and that its links may be followed. A link that leads away from Graph is refused
 * here, before a token could go there.
 * @throws ProviderUnavailable for a web page, half a document, fields of other types, and foreign links
 */
export function toPage(answer: unknown, mayFollow: (link: string) => boolean): GraphPage {
  const { value, '@odata.nextLink': nextLink, '@odata.deltaLink': deltaLink } = membersOf(answer);
  const isLink = (link: unknown): link is string | undefined =>
    link === undefined || (typeof link === 'string' && mayFollow(link));
  if (!Array.isArray(value) || !isLink(nextLink) || !isLink(deltaLink)) throw new ProviderUnavailable();
  return {
    items: value,
    ...(nextLink !== undefined && { nextLink }),
    ...(deltaLink !== undefined && { deltaLink }),
  };
}

/** True for addresses of the v1.0 API at `graphUrl`; the path counts as the browser's rules resolve it. */
export function isGraphLink(link: string, graphUrl: string): boolean {
  if (!URL.canParse(link)) return false;
  const { origin, pathname, username, password } = new URL(link);
  const api = new URL(`${graphUrl}/v1.0/`);
  return origin === api.origin && pathname.startsWith(api.pathname) && username === '' && password === '';
}
