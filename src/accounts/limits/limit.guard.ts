import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { addressOf } from './address';
import { Counter } from './counter';
import { ADDRESS_LIMIT, UNLIMITED } from './limit.decorators';
import { LimitStore } from './limit-store';

/**
 * The second of three guards: how often? It sits between authentication (to know whom to count) and access (so that
 * refused requests count too). It is a guard and no middleware, because only a guard knows the route's decorators; the
 * body has been parsed by then, which its size limit keeps cheap.
 */
@Injectable()
export class LimitGuard implements CanActivate {
  private readonly perAddress: Counter;
  private readonly general: Counter;

  constructor(
    private readonly reflector: Reflector,
    private readonly store: LimitStore,
  ) {
    this.perAddress = new Counter(store, { name: 'address', times: 60, seconds: 60 });
    // 1,200 a minute with bursts of 200.
    this.general = new Counter(store, { name: 'general', times: 200, seconds: 10 });
  }

  /** @throws RateLimitExceeded */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (!this.store.enabled || this.reflector.getAllAndOverride(UNLIMITED, targets)) return true;
    const { principal, ip } = context.switchToHttp().getRequest<Request>();
    const name = this.reflector.getAllAndOverride<string | undefined>(ADDRESS_LIMIT, targets);
    if (name !== undefined) await this.perAddress.hit(`${name}:${addressOf(ip)}`);
    else await this.general.hit(principal ? `user:${principal.userId}` : `address:${addressOf(ip)}`);
    return true;
  }
}
