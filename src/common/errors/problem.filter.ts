import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import type {} from 'pino-http';
import { Problem, ValidationFailed } from './problem';

const CODES: Record<number, string> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  409: 'conflict',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'unprocessable',
  429: 'rate_limited',
  503: 'unavailable',
};

/** A provider that is switched off is no trouble: the log has said so once, at the start. */
const SAID_AT_START = 'provider_not_configured';

/** Finds the problem behind an error that is none itself; undefined when it knows nothing of it. */
export type Translation = (error: unknown) => Problem | undefined;

/**
 * Turns whatever a handler threw into `application/problem+json` (RFC 9457). A `Problem` has its own status; what is
 * none gets one here.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  /** @param translate for errors of libraries that the rooms know; what is left after it is a fault of ours: 500 */
  constructor(private readonly translate: Translation) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = toProblem(error, this.translate);

    this.log(problem, error, request);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', Math.max(1, Math.ceil(problem.retryAfterSeconds)));
    }
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(toDocument(problem, request)));
  }

  private log(problem: Problem, error: unknown, request: Request): void {
    const facts = { code: problem.code, status: problem.status, path: pathOf(request), ...unbound(request) };
    if (problem.status === 500) this.logger.error({ ...facts, err: error }, 'unexpected error');
    else if (problem.status > 500 && problem.code !== SAID_AT_START)
      this.logger.error({ ...facts, detail: problem.detail, ...causeOf(error) }, 'cannot serve');
    else if (problem.status === 401 || problem.status === 403) this.logger.warn(facts, 'denied');
    else this.logger.debug({ ...facts, detail: problem.detail }, 'refused');
  }
}

/** What was translated says less than what was thrown, and its stack tells a fault of ours from one of the network. */
function causeOf(error: unknown): { err?: unknown } {
  return error instanceof Problem ? {} : { err: error };
}

/** Before the logger has met the request, lines do not carry its id by themselves. */
function unbound({ id, log }: Partial<Request>): { requestId?: unknown } {
  return log ? {} : { requestId: id };
}

function toDocument(problem: Problem, request: Request): Record<string, unknown> {
  return {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.detail,
    instance: pathOf(request),
    code: problem.code,
    request_id: request.id,
    ...problem.extensions,
  };
}

/** Express and its body parser throw errors that carry `status` and, when the text is meant for clients, `expose`. */
function toProblem(error: unknown, translate: Translation): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  // The parser of bodies and addresses has no more to say; the schema of this problem wants `errors` all the same.
  if (status === 400) return ValidationFailed.at('', 'cannot be read');
  if (status > 400 && status < 500) {
    return new Problem(status, CODES[status] ?? 'bad_request', `${STATUS_CODES[status] ?? 'Error'}.`);
  }
  return (
    translate(error) ??
    new Problem(500, 'internal_error', 'Something went wrong on our side.', { cause: error })
  );
}

/** The whole path, which `request.path` is not while a router with a prefix has it; never the query. */
function pathOf({ originalUrl }: Request): string {
  return originalUrl.split('?', 1)[0]!;
}

function statusOf(error: unknown): number {
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return 500;
}
