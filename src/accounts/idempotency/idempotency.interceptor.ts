import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { catchError, from, mergeMap, type Observable, of } from 'rxjs';
import { Conflict, Problem, ValidationFailed } from '../../common/errors/problem';
import { CREATES } from './creates';
import { Fingerprint } from './fingerprint';
import type { IdempotencyKey } from './idempotency-key.entity';
import { IdempotencyKeyRepository, type Scope } from './idempotency-key.repository';

const MAX_KEY = 255;

/** Longer than the address of anything here, and short enough for PostgreSQL to index. */
const MAX_PATH = 500;

/** Gives a POST marked `@Creates()` one effect for one `Idempotency-Key`, however often it arrives. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Idempotency');

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: IdempotencyKeyRepository,
    private readonly fingerprint: Fingerprint,
  ) {}

  /** @throws ValidationFailed for an unusable key, Conflict for one in flight, Problem 422 for one with another body */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const scope = this.reflector.get(CREATES, context.getHandler()) ? scopeOf(request) : undefined;
    if (!scope) return next.handle();

    const claim = await this.keys.claim(scope, this.fingerprint.of(request.body));
    const response = context.switchToHttp().getResponse<Response>();
    if (claim && 'claimedAt' in claim) return this.run(scope, claim.claimedAt, response, next);
    return of(this.replay(claim?.first, request, response));
  }

  private run(scope: Scope, claimedAt: Date, response: Response, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.keep(scope, claimedAt, response.statusCode, answer);
        return answer;
      }),
      catchError((error: unknown) => from(this.giveUp(scope, claimedAt, error))),
    );
  }

  private replay(first: IdempotencyKey | undefined, request: Request, response: Response): unknown {
    if (first && !this.fingerprint.matches(first.bodyHash, request.body)) {
      throw new Problem(422, 'idempotency_key_reused', 'This Idempotency-Key was used with another body.');
    }
    if (!first || first.status === null) {
      throw new Conflict('A request with this Idempotency-Key is being worked on.');
    }
    response.status(first.status).setHeader('Idempotency-Replayed', 'true');
    return first.answer === null ? undefined : (JSON.parse(first.answer) as unknown);
  }

  /** What was created is created: that its answer could not be kept is no reason to report a failure. */
  private async keep(scope: Scope, claimedAt: Date, status: number, answer: unknown): Promise<void> {
    try {
      if (status < 400) await this.keys.complete(scope, claimedAt, status, JSON.stringify(answer) ?? null);
      else await this.keys.release(scope, claimedAt);
    } catch (error) {
      this.logger.warn({ err: error }, 'the answer for an Idempotency-Key was not kept');
    }
  }

  private async giveUp(scope: Scope, claimedAt: Date, error: unknown): Promise<never> {
    await this.keys.release(scope, claimedAt).catch((cause: unknown) => {
      this.logger.warn({ err: cause }, 'an Idempotency-Key was not released; it dies in 60 s');
    });
    throw error;
  }
}

function scopeOf({ headers, method, path, principal }: Request): Scope | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || !principal || path.length > MAX_PATH) return undefined;
  if (typeof key !== 'string' || key === '' || key.length > MAX_KEY) {
    throw ValidationFailed.at('/Idempotency-Key', `must have 1 to ${MAX_KEY} characters`);
  }
  return { userId: principal.userId, method, path, key };
}
