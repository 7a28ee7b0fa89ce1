import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ProviderRegistry } from './provider-registry';

/**
 * For routes under `integrations/:provider`. A guard comes before the pipes: that a provider is unknown or switched off
 * matters more than what is wrong with a request to it.
 */
@Injectable()
export class SwitchedOnGuard implements CanActivate {
  constructor(private readonly providers: ProviderRegistry) {}

  /** @throws NotFound for an unknown provider, ProviderNotConfigured for one that is switched off */
  canActivate(context: ExecutionContext): boolean {
    const { provider } = context.switchToHttp().getRequest<Request<{ provider: string }>>().params;
    this.providers.get(provider);
    return true;
  }
}
