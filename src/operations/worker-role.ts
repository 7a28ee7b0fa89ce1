import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { NextFunction, Request, Response } from 'express';
import { NotFound } from '../common/errors/problem';
import { httpConfig } from '../config/http.config';

/** A worker process answers health checks, but has no `/api/v1`. */
@Injectable()
export class WorkerRole implements NestMiddleware {
  constructor(@Inject(httpConfig.KEY) private readonly config: ConfigType<typeof httpConfig>) {}

  /** @throws NotFound */
  use({ originalUrl }: Request, _response: Response, next: NextFunction): void {
    const path = originalUrl.split('?', 1)[0]!.toLowerCase();
    if (!this.config.servesApi && path.startsWith('/api/v1')) throw new NotFound('The address');
    next();
  }
}
