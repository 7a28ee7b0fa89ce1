import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { ValidationFailed } from '../errors/problem';
import { pointerTo } from './json-pointer';

/**
 * Refuses fields that are sent to a route without a body: nobody would look at them, so they are as unknown as any that a
 * body's class does not name. An empty body is none.
 */
export class NoBodyInterceptor implements NestInterceptor {
  /** @throws ValidationFailed that points at each field */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { body } = context.switchToHttp().getRequest<Request<unknown, unknown, unknown>>();
    const stray = takesBody(context) ? [] : fieldsOf(body);
    if (stray.length > 0) {
      throw new ValidationFailed(stray.map((field) => ({ pointer: field, detail: 'is not a known field' })));
    }
    return next.handle();
  }
}

/** Nest notes the parameters of a handler as `<kind>:<position>`. */
function takesBody(context: ExecutionContext): boolean {
  const noted = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    object | undefined;
  return Object.keys(noted ?? {}).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`));
}

/** Bytes are for whoever reads them as they came, such as those that Slack signed. */
function fieldsOf(body: unknown): string[] {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return [];
  return Object.keys(body).map((key) => pointerTo(key));
}
