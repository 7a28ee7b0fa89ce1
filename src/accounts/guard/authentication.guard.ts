import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { PinoLogger } from 'nestjs-pino';
import { Bearer } from './bearer';
import { PUBLIC_ROUTE } from './principal';

/**
 * The first of three guards: who is it? It denies nobody, so that the limits, which come next, count those without a
 * good token too (by address); the access guard, which comes last, refuses them.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly bearer: Bearer,
    private readonly log: PinoLogger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride(PUBLIC_ROUTE, [context.getHandler(), context.getClass()]))
      return true;
    const request = context.switchToHttp().getRequest<Request>();
    request.principal = await this.bearer.identify(request.headers.authorization);
    if (request.principal) this.log.assign({ userId: request.principal.userId });
    return true;
  }
}
