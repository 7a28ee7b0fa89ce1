import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Forbidden, Unauthenticated } from '../../common/errors/problem';
import type { Role } from '../users/user.entity';
import { ALLOWED_ROLES, PUBLIC_ROUTE } from './principal';

const READING = new Set(['GET', 'HEAD']);

/** The last of three guards: may they? Without a decorator a route is closed to strangers, and viewers may only read it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  /** @throws Unauthenticated, Forbidden; the problem filter logs both with the route and the user's id */
  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride(PUBLIC_ROUTE, targets)) return true;
    const { principal, method } = context.switchToHttp().getRequest<Request>();
    if (!principal) throw new Unauthenticated();
    const roles = this.reflector.getAllAndOverride<Role[] | undefined>(ALLOWED_ROLES, targets);
    if (roles && !roles.includes(principal.role)) throw new Forbidden();
    if (principal.role === 'viewer' && !READING.has(method)) throw new Forbidden('Viewers only read.');
    return true;
  }
}
