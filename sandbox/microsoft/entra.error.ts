import { randomUUID } from 'node:crypto';
import { json, Reply } from '../simulator/reply';

interface Problem {
  error: string;
  text: string;
  status?: number;
  suberror?: string;
  claims?: object;
}

const MFA_CLAIMS = {
  access_token: { capolids: { essential: true, values: ['0a3f7f1c-2f1b-4d0e-9a57-6f5d0c8e4b21'] } },
};

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const PROBLEMS = {
  50011: {
    error: 'invalid_request',
    text: 'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  },
  50020: {
    error: 'invalid_grant',
    text: 'User account from identity provider does not exist in tenant and cannot access the application in that tenant.',
  },
  50058: { error: 'login_required', text: 'A silent sign-in request was sent but no user is signed in.' },
  50076: {
    error: 'invalid_grant',
    text: 'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
    suberror: 'basic_action',
    claims: MFA_CLAIMS,
  },
  50079: {
    error: 'invalid_grant',
    text: 'Due to a configuration change made by your administrator, you must enroll in multi-factor authentication to access the resource.',
    suberror: 'basic_action',
    claims: MFA_CLAIMS,
  },
  50173: {
    error: 'invalid_grant',
    text: 'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  },
  50196: {
    error: 'invalid_grant',
    text: 'The server terminated an operation because it encountered a client request loop.',
  },
  53003: {
    error: 'invalid_grant',
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    suberror: 'message_only',
    claims: MFA_CLAIMS,
  },
  54005: {
    error: 'invalid_grant',
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  65001: {
    error: 'invalid_grant',
    text: 'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
    suberror: 'consent_required',
  },
  65004: { error: 'access_denied', text: 'User declined to consent to access the app.' },
  70000: { error: 'invalid_grant', text: 'The provided value for the input parameter is not valid.' },
  70003: { error: 'unsupported_grant_type', text: 'The app returned an unsupported grant type.' },
  70008: {
    error: 'invalid_grant',
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  90002: {
    error: 'invalid_request',
    text: 'Tenant not found. Check to make sure you have the correct tenant ID.',
  },
  90033: {
    error: 'temporarily_unavailable',
    text: 'A transient error has occurred. Please try again.',
    status: 503,
  },
  90055: {
    error: 'temporarily_unavailable',
    text: 'There are too many incoming requests. This exception is thrown for blocked tenants.',
    status: 429,
  },
  90094: {
    error: 'consent_required',
    text: 'Admin consent is required for the permissions requested by this application.',
  },
  500112: {
    error: 'invalid_grant',
    text: 'The reply address does not match the reply address provided when requesting the authorization code.',
  },
  501481: {
    error: 'invalid_grant',
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  700016: { error: 'unauthorized_client', text: 'Application was not found in the directory.' },
  700082: {
    error: 'invalid_grant',
    text: 'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.',
  },
  900144: { error: 'invalid_request', text: 'The request body is missing a required parameter.' },
  7000112: { error: 'unauthorized_client', text: 'Application is disabled.' },
  7000215: {
    error: 'invalid_client',
    text: 'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
    status: 401,
  },
  7000218: {
    error: 'invalid_client',
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    status: 401,
  },
  7000222: { error: 'invalid_client', text: 'The provided client secret keys are expired.', status: 401 },
} satisfies Record<number, Problem>;

export type AadstsNumber = keyof typeof PROBLEMS;

/** What the token endpoint answers when it refuses. */
export function entraError(number: AadstsNumber, overrides: { status?: number; error?: string } = {}): Reply {
  const { error, status = 400, suberror, claims }: Problem = PROBLEMS[number];
  const [traceId, correlationId] = [randomUUID(), randomUUID()];
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return json(overrides.status ?? status, {
    error: overrides.error ?? error,
    error_description: `${describe(number)} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    ...(suberror !== undefined && { suberror }),
    ...(claims && { claims: JSON.stringify(claims) }),
  });
}

/** `AADSTS50173: The provided grant has expired …` */
export function describe(number: AadstsNumber): string {
  return `AADSTS${number}: ${PROBLEMS[number].text}`;
}

/** What the authorization endpoint adds to the redirect address when it refuses. */
export function redirectError(number: AadstsNumber): { error: string; error_description: string } {
  return { error: PROBLEMS[number].error, error_description: describe(number) };
}

/** The number in `AADSTS50173` or `50173`, or the first number that stands for an error such as `invalid_client`. */
export function aadstsNumber(reason: string): AadstsNumber | undefined {
  const digits = reason.replace(/^AADSTS/i, '');
  const known = Object.entries<Problem>(PROBLEMS);
  const named =
    known.find(([number]) => number === digits) ?? known.find(([, { error }]) => error === reason);
  return named && (Number(named[0]) as AadstsNumber);
}
