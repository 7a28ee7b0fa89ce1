import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discovered } from '../../common/discovered';
import { NotFound } from '../../common/errors/problem';
import { RefusesToStart } from '../../common/errors/refuses-to-start';
import { type CalendarProvider, ProvidesCalendar } from './calendar-provider';
import { isOAuthConnectable, type OAuthConnectable } from './oauth-connectable';
import { ProviderNotConfigured } from './provider-errors';

export type ConnectableProvider = CalendarProvider & OAuthConnectable;

/** First segments under `/integrations` that are not providers. */
const RESERVED = new Set(['accounts', 'calendars', 'jobs', 'rules', 'slack']);

/** The plugins of this process by slug. It finds them at boot and refuses what could not be addressed. */
@Injectable()
export class ProviderRegistry implements OnModuleInit {
  private readonly logger = new Logger(ProviderRegistry.name);
  private readonly providers = new Map<string, ConnectableProvider>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const found = discovered<CalendarProvider>(this.discovery, ProvidesCalendar, 'calendar providers');
    for (const [slug, provider] of found) this.add(slug, provider);
  }

  /** Slugs of all plugins, configured or not. */
  slugs(): string[] {
    return [...this.providers.keys()];
  }

  /** Slugs of the plugins that are switched on. */
  configured(): string[] {
    return [...this.providers]
      .filter(([, { missingVariables }]) => missingVariables.length === 0)
      .map(([slug]) => slug);
  }

  /**
   * The plugin with this slug, ready for use.
   * @throws NotFound for an unknown slug, ProviderNotConfigured for one that is switched off
   */
  get(slug: string): ConnectableProvider {
    const provider = this.providers.get(slug);
    if (!provider) throw new NotFound(`The provider '${slug}'`);
    if (provider.missingVariables.length > 0) {
      throw new ProviderNotConfigured(provider.displayName, provider.missingVariables);
    }
    return provider;
  }

  private add(slug: string, provider: CalendarProvider): void {
    if (!/^[a-z][a-z0-9-]{1,30}$/.test(slug))
      throw new RefusesToStart(`'${slug}' cannot be the slug of a calendar provider.`);
    if (RESERVED.has(slug))
      throw new RefusesToStart(`'${slug}' is reserved and cannot be a calendar provider.`);
    if (!isOAuthConnectable(provider))
      throw new RefusesToStart(`The calendar provider '${slug}' cannot be connected.`);
    this.providers.set(slug, provider);
    if (provider.missingVariables.length > 0) {
      const missing = provider.missingVariables.join(', ');
      this.logger.warn(`${provider.displayName} is switched off, without: ${missing}`);
    }
  }
}
