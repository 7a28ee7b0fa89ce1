/** The methods of the Web API that the simulator knows. */
export const API_METHODS = [
  'oauth.v2.access',
  'auth.test',
  'auth.revoke',
  'apps.uninstall',
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'chat.delete',
  'conversations.open',
  'conversations.info',
  'conversations.history',
  'users.info',
  'users.lookupByEmail',
  'views.open',
  'views.push',
  'views.update',
] as const;
export type ApiMethod = (typeof API_METHODS)[number];
export type RequestKind = ApiMethod | 'authorize' | 'response_url' | 'other';

/** Which of Slack's methods a path stands for. */
export function kindOf(path: string): RequestKind {
  if (path === '/oauth/v2/authorize') return 'authorize';
  if (/^\/(commands|actions)\/[^/]+\/[^/]+\/[^/]+$/.test(path)) return 'response_url';
  return API_METHODS.find((method) => path === `/api/${method}`) ?? 'other';
}
