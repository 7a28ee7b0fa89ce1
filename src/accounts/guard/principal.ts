import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';
import type { Role } from '../users/user.entity';

/** Who is asking, as the guard established it. */
export interface Principal {
  userId: string;
  role: Role;
}

declare module 'express' {
  interface Request {
    principal?: Principal;
  }
}

/** The signed-in user: `me(@CurrentUser() user: Principal)`. Only on routes that are not public. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<Request>();
  if (!principal) throw new Error('A public route asked for the signed-in user');
  return principal;
});

export const PUBLIC_ROUTE = 'accounts:public';
export const ALLOWED_ROLES = 'accounts:roles';

/** This route needs no bearer token: it is open, or carries its own proof. Everything else is denied without one. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);

/** Only these roles may use this route. Without it members and admins may, and viewers may GET. */
export const Roles = (...roles: Role[]): MethodDecorator & ClassDecorator =>
  SetMetadata(ALLOWED_ROLES, roles);
