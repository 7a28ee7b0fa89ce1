import { type DiscoveryService, MetadataScanner, type Reflector } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ALLOWED_ROLES, PUBLIC_ROUTE } from '../../accounts/guard/principal';
import type { Role } from '../../accounts/users/user.entity';
import { operationsOf } from './openapi-walk';

/** Who may use a route, as the guards read it off the same decorators. */
interface RouteAccess {
  isPublic: boolean;
  roles?: Role[];
}

/** The name of a route in the document, from which its handler is found again. */
export function operationIdOf(controller: string, handler: string): string {
  return `${controller}_${handler}`;
}

/**
 * Shows which operations need a bearer token, and which only some roles may use.
 * @returns the latter, by their operation ids
 */
export function addAccess(
  document: OpenAPIObject,
  discovery: DiscoveryService,
  reflector: Reflector,
): Set<string> {
  const access = accessByOperation(discovery, reflector);
  const restricted = new Set<string>();
  for (const { operation } of operationsOf(document)) {
    const { operationId = '' } = operation;
    const { isPublic, roles } = access.get(operationId) ?? { isPublic: false };
    if (isPublic) delete operation.security;
    else operation.security = [{ bearer: [] }];
    if (roles) {
      restricted.add(operationId);
      operation.description = [operation.description, `Only for: ${roles.join(', ')}.`]
        .filter(Boolean)
        .join(' ');
    }
  }
  return restricted;
}

function accessByOperation(discovery: DiscoveryService, reflector: Reflector): Map<string, RouteAccess> {
  const access = new Map<string, RouteAccess>();
  for (const { metatype } of discovery.getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, () => unknown>;
    for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
      const targets = [prototype[name]!, metatype as () => unknown];
      access.set(operationIdOf(metatype.name, name), {
        isPublic: reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, targets) ?? false,
        roles: reflector.getAllAndOverride<Role[] | undefined>(ALLOWED_ROLES, targets),
      });
    }
  }
  return access;
}
