import express, { Express } from 'express';
import { controlRouter } from '../simulator/control.endpoint';
import { exchange } from '../simulator/exchange';
import { Resident, showHome } from '../simulator/home.page';
import { listen, Simulator } from '../simulator/http.server';
import { listCalendars, showCalendar } from './calendars.endpoint';
import { showConsent, takeConsent } from './consent.endpoint';
import { trackCalendar } from './delta.endpoint';
import { showEvent, viewCalendar } from './events.endpoint';
import { graphError } from './graph.error';
import { showMe } from './me.endpoint';
import { showConfiguration, showKeys } from './metadata.endpoint';
import { controlsOf } from './microsoft.controls';
import { MICROSOFT } from './microsoft.dialect';
import { issueTokens } from './token.endpoint';
import { World } from './world';

/** The client that is registered unless the options name another. */
export const SANDBOX_APP = {
  clientId: '6f0b1c52-9d1e-4a35-8f5f-3b6a2c7d4e10',
  clientSecret: 'sandbox-microsoft-secret',
  /** The directory "Berger Consulting". */
  tenantId: '3c9f1f5e-7b0a-4e57-9a40-2d5c1e8b6f33',
};

export interface MicrosoftSimulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  clientId?: string;
  clientSecret?: string;
  /** Compared letter by letter; none: any address will do. */
  redirectUris?: string[];
  /** The directory of accounts that name none. */
  tenantId?: string;
}

/** At its `url`: a page about itself, Entra at /{tenant}/oauth2/v2.0, Graph at /v1.0, orders at /_control. */
export type MicrosoftSimulator = Simulator;

/** A Microsoft with accounts, consent, tokens and calendars, in memory; empty until a MicrosoftControl seeds it. */
export function startMicrosoftSimulator(
  options: MicrosoftSimulatorOptions = {},
): Promise<MicrosoftSimulator> {
  const { port = 0, redirectUris = [] } = options;
  const { clientId: id, clientSecret: secret, tenantId } = { ...SANDBOX_APP, ...options };
  return listen(microsoftApp(new World({ id, secret, redirectUris }, tenantId)), port);
}

function microsoftApp(world: World): Express {
  const serve = exchange(world, MICROSOFT);
  const app = express().disable('x-powered-by').disable('etag');
  const orders = controlsOf(world);
  app.use('/_control', controlRouter(orders));
  app.get('/', showHome({ provider: 'Microsoft', residents: () => residentsOf(world), orders }));
  app.use(express.text({ type: 'application/x-www-form-urlencoded' }));
  app.get('/:tenant/oauth2/v2.0/authorize', serve(showConsent));
  app.post('/:tenant/oauth2/v2.0/authorize', serve(takeConsent));
  app.post('/:tenant/oauth2/v2.0/token', serve(issueTokens));
  app.get('/:tenant/discovery/v2.0/keys', serve(showKeys));
  app.get('/:tenant/v2.0/.well-known/openid-configuration', serve(showConfiguration));
  app.get('/v1.0/me', serve(showMe));
  app.get('/v1.0/me/calendars', serve(listCalendars));
  app.get('/v1.0/me/calendars/:id', serve(showCalendar));
  app.get('/v1.0/me/events/:id', serve(showEvent));
  for (const owner of ['/v1.0/me', '/v1.0/me/calendars/:id']) {
    app.get(`${owner}/calendarView`, serve(viewCalendar));
    app.get(`${owner}/calendarView/delta`, serve(trackCalendar));
  }
  app.use(serve(() => graphError('BadRequest', { status: 404 })));
  return app;
}

function residentsOf({ directory }: World): Resident[] {
  return directory.accounts().map(({ email, name, calendars }) => ({
    email,
    name,
    calendars: [...calendars.values()].map(({ entry }) => entry.name),
  }));
}
