/** One member of the `errors` array of a `validation_failed` problem: a JSON pointer into the input, and what is wrong. */
export interface FieldError {
  pointer: string;
  detail: string;
}

interface ProblemOptions {
  /** Extension members of the problem document (RFC 9457 §3.2), snake_case. */
  extensions?: Record<string, unknown>;
  /** Seconds a client should wait: becomes the `Retry-After` header (RFC 9110 §10.2.3). */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/**
 * An error that is meant for the client: it becomes an RFC 9457 problem document. `code` is stable and part of the
 * wire contract; `detail` is a sentence for a person and never holds a secret.
 */
export class Problem extends Error {
  readonly extensions: Record<string, unknown>;
  readonly retryAfterSeconds?: number;

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    options: ProblemOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = new.target.name;
    this.extensions = options.extensions ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** 400: the input breaks a rule of its form; `errors` points at each offending member. */
export class ValidationFailed extends Problem {
  constructor(errors: FieldError[]) {
    super(400, 'validation_failed', 'The request does not have the expected form.', {
      extensions: { errors },
    });
  }

  /** When one member alone is at fault. */
  static at(pointer: string, detail: string): ValidationFailed {
    return new ValidationFailed([{ pointer, detail }]);
  }
}

/** 401: no token, or one that does not prove who is asking. */
export class Unauthenticated extends Problem {
  constructor(detail = 'A valid bearer token is needed.') {
    super(401, 'unauthenticated', detail);
  }
}

/** 403: known, but not allowed. */
export class Forbidden extends Problem {
  constructor(detail = 'Your role does not allow this.') {
    super(403, 'forbidden', detail);
  }
}

/** 404: it does not exist, or belongs to somebody else: the two look the same on purpose. */
export class NotFound extends Problem {
  constructor(what = 'The resource') {
    super(404, 'not_found', `${what} does not exist.`);
  }
}

/** 409: the request is sound, but not in the present state. Special states have a code of their own. */
export class Conflict extends Problem {
  constructor(detail: string, code = 'conflict', extensions?: Record<string, unknown>) {
    super(409, code, detail, { extensions });
  }
}

/** 429: too many requests; try again after `retryAfterSeconds`. */
export class RateLimitExceeded extends Problem {
  constructor(retryAfterSeconds: number) {
    super(429, 'rate_limited', 'Too many requests.', { retryAfterSeconds });
  }
}

/** 503: something that is needed is away for now. */
export class Unavailable extends Problem {
  constructor(detail: string, retryAfterSeconds = 5) {
    super(503, 'unavailable', detail, { retryAfterSeconds });
  }
}
