import { signatureFault } from './signature';

// The published example: https://docs.slack.dev/authentication/verifying-requests-from-slack
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BODY =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
  '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
  '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d' +
  '10d2c447fce8b6703c';
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const SIGNED_AT = 1531420618;

const fault = (changes: object = {}, seconds = 0, secret = SECRET): string | undefined => {
  const request = { timestamp: String(SIGNED_AT), signature: SIGNATURE, body: Buffer.from(BODY), ...changes };
  return signatureFault(request, secret, new Date((SIGNED_AT + seconds) * 1000));
};

describe("Slack's signature", () => {
  it('is what Slack publishes', () => expect(fault()).toBeUndefined());

  it.each([-300, 300])('is good %i seconds off', (seconds) => expect(fault({}, seconds)).toBeUndefined());

  it.each<[string, object, string]>([
    ['no timestamp', { timestamp: undefined }, 'no_timestamp'],
    ['two timestamps', { timestamp: `${SIGNED_AT}, ${SIGNED_AT}` }, 'unreadable_timestamp'],
    ['a timestamp with a sign', { timestamp: `+${SIGNED_AT}` }, 'unreadable_timestamp'],
    ['a timestamp that is none', { timestamp: 'NaN' }, 'unreadable_timestamp'],
    ['another timestamp', { timestamp: String(SIGNED_AT + 1) }, 'wrong_signature'],
    ['no signature', { signature: undefined }, 'no_signature'],
    ['two signatures', { signature: `${SIGNATURE}, ${SIGNATURE}` }, 'unreadable_signature'],
    ['half a signature', { signature: SIGNATURE.slice(0, -1) }, 'unreadable_signature'],
    ['a signature in capitals', { signature: SIGNATURE.toUpperCase() }, 'unreadable_signature'],
    ['another version', { signature: SIGNATURE.replace('v0', 'v1') }, 'unreadable_signature'],
    ['another signature', { signature: SIGNATURE.replace('a2', 'a3') }, 'wrong_signature'],
    ['another body', { body: Buffer.from(BODY.replace('roadrunner', 'coyote')) }, 'wrong_signature'],
    ['no body', { body: Buffer.alloc(0) }, 'wrong_signature'],
  ])('is refused with %s', (_, changes, reason) => expect(fault(changes)).toBe(reason));

  it('is refused when it is too old, or of the future, or of another secret', () => {
    expect(fault({}, 301)).toBe('too_old');
    expect(fault({}, -301)).toBe('of_the_future');
    expect(fault({}, 0, `${SECRET}!`)).toBe('wrong_signature');
  });
});
