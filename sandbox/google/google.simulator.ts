import express, { Express } from 'express';
import { controlRouter } from '../simulator/control.endpoint';
import { exchange } from '../simulator/exchange';
import { Resident, showHome } from '../simulator/home.page';
import { listen, Simulator } from '../simulator/http.server';
import { listCalendars } from './calendar-list.endpoint';
import { showConsent, takeConsent } from './consent.endpoint';
import { listEvents } from './events.endpoint';
import { controlsOf } from './google.controls';
import { GOOGLE } from './google.dialect';
import { apiError } from './google.error';
import { revokeToken } from './revoke.endpoint';
import { issueTokens } from './token.endpoint';
import { World } from './world';

/** The client that is registered unless the options name another. */
export const SANDBOX_CLIENT = {
  clientId: 'sandbox.apps.googleusercontent.com',
  clientSecret: 'sandbox-google-secret',
};

export interface GoogleSimulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  clientId?: string;
  clientSecret?: string;
  /** Compared letter by letter, as Google does; none: any address will do. */
  redirectUris?: string[];
}

/** At its `url`: a page about itself, authorization at /o/oauth2/v2/auth, /token, /revoke, /calendar/v3, orders at /_control. */
export type GoogleSimulator = Simulator;

/** A Google with accounts, consent, tokens and calendars, in memory; empty until a GoogleControl seeds it. */
export function startGoogleSimulator(options: GoogleSimulatorOptions = {}): Promise<GoogleSimulator> {
  const { port = 0, redirectUris = [] } = options;
  const { clientId: id = SANDBOX_CLIENT.clientId, clientSecret: secret = SANDBOX_CLIENT.clientSecret } =
    options;
  return listen(googleApp(new World({ id, secret, redirectUris })), port);
}

function googleApp(world: World): Express {
  const serve = exchange(world, GOOGLE);
  const app = express().disable('x-powered-by').disable('etag');
  const orders = controlsOf(world);
  app.use('/_control', controlRouter(orders));
  app.get('/', showHome({ provider: 'Google', residents: () => residentsOf(world), orders }));
  app.use(express.text({ type: 'application/x-www-form-urlencoded' }));
  app.get('/o/oauth2/v2/auth', serve(showConsent));
  app.post('/o/oauth2/v2/auth', serve(takeConsent));
  app.post('/token', serve(issueTokens));
  app.post('/revoke', serve(revokeToken));
  app.get('/calendar/v3/users/me/calendarList', serve(listCalendars));
  app.get('/calendar/v3/calendars/:id/events', serve(listEvents));
  app.use(serve(() => apiError('notFound')));
  return app;
}

function residentsOf({ directory }: World): Resident[] {
  return directory.accounts().map(({ email, name, calendars }) => ({
    email,
    name,
    calendars: [...calendars.values()].map(({ summary }) => summary),
  }));
}
