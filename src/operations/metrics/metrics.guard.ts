import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { Request } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Unauthenticated } from '../../common/errors/problem';
import { metricsConfig } from '../../config/metrics.config';

/** With `METRICS_TOKEN` set, only its bearer reads the metrics. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Inject(metricsConfig.KEY) private readonly config: ConfigType<typeof metricsConfig>) {}

  /** @throws Unauthenticated */
  canActivate(context: ExecutionContext): boolean {
    const { token } = this.config;
    if (token === undefined) return true;
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (given === undefined || !isSame(given, token)) throw new Unauthenticated();
    return true;
  }
}

/** In a time that tells nothing of how much is right, nor of the length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
