import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { GuardedFetchError } from '../../common/http/guarded-fetch-error';
import { readFailure } from './post-failure';

const refusal = (error: string): Error => new WebAPIPlatformError({ ok: false, error });
const status = (code: number, body?: string): Error => new WebAPIHTTPError(code, '', {}, body);
const network = (code: string): Error =>
  new WebAPIRequestError(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }));

describe('A post that failed', () => {
  it.each([
    ['a revoked token', refusal('token_revoked'), { outcome: 'token_dead', word: 'token_revoked' }],
    ['a token of nobody', refusal('invalid_auth'), { outcome: 'token_dead', word: 'invalid_auth' }],
    ['a token that is none', refusal('not_authed'), { outcome: 'token_dead', word: 'not_authed' }],
    ['an inactive account', refusal('account_inactive'), { outcome: 'token_dead', word: 'account_inactive' }],
    ['a user who left', refusal('user_disabled'), { outcome: 'user_gone', word: 'user_disabled' }],
    ['a bot', refusal('cannot_dm_bot'), { outcome: 'user_gone', word: 'cannot_dm_bot' }],
    ['an unknown user', refusal('channel_not_found'), { outcome: 'user_gone', word: 'channel_not_found' }],
    ['bad blocks', refusal('invalid_blocks'), { outcome: 'refused', reason: 'invalid_blocks' }],
    ['a missing scope', refusal('missing_scope'), { outcome: 'refused', reason: 'missing_scope' }],
    ['a pause', refusal('service_unavailable'), { outcome: 'later', reason: 'service_unavailable' }],
    ['too much', new WebAPIRateLimitedError(30), { outcome: 'later', retryAfterSeconds: 30 }],
    ['too much, for no time', new WebAPIRateLimitedError(0), { outcome: 'later', retryAfterSeconds: 1 }],
    ['Slack’s own trouble', refusal('internal_error'), { outcome: 'unknown', reason: 'internal_error' }],
    ['half an answer', refusal('{"ok":true,"channel":"D0'), { outcome: 'unknown' }],
    ['a web page', refusal('<html><body>Welcome</body></html>'), { outcome: 'unknown' }],
    ['a word of another type', refusal(17 as unknown as string), { outcome: 'unknown' }],
    ['a gateway that lost Slack', status(502, '<html>'), { outcome: 'unknown', reason: 'HTTP 502' }],
    ['a gateway that waited', status(408), { outcome: 'unknown' }],
    ['a proxy that refuses', status(403), { outcome: 'later', reason: 'HTTP 403' }],
    ['a status with a word', status(503, '{"ok":false,"error":"service_unavailable"}'), { outcome: 'later' }],
    ['nobody there', network('ECONNREFUSED'), { outcome: 'later', reason: 'ECONNREFUSED' }],
    ['no such host', network('ENOTFOUND'), { outcome: 'later' }],
    ['a reset', network('ECONNRESET'), { outcome: 'unknown', reason: 'ECONNRESET' }],
    ['a closed connection', network('UND_ERR_SOCKET'), { outcome: 'unknown' }],
    ['a deadline', new WebAPIRequestError(new GuardedFetchError('deadline')), { outcome: 'unknown' }],
    [
      'nobody there, by our own fetch',
      new WebAPIRequestError(new GuardedFetchError('network', 'ECONNREFUSED')),
      { outcome: 'later' },
    ],
    ['a bug', new TypeError('Cannot read properties of null'), { outcome: 'unknown' }],
    ['nothing', undefined, { outcome: 'unknown' }],
  ])('%s', (_, thrown, failure) => {
    expect(readFailure(thrown)).toMatchObject(failure);
  });
});
