import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import express, { Express } from 'express';
import { listCalendars } from './calendar-list.endpoint';
import { showConsent, takeConsent } from './consent.endpoint';
import { controlRouter } from './control.endpoint';
import { listEvents } from './events.endpoint';
import { serve } from './exchange';
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

export interface GoogleSimulator {
  /** `http://127.0.0.1:PORT`: authorization at /o/oauth2/v2/auth, /token, /revoke, /calendar/v3, orders at /_control. */
  readonly url: string;
  /** Stops listening and drops every connection, hanging ones too. */
  close(): Promise<void>;
}

/** A Google with accounts, consent, tokens and calendars, in memory; empty until a GoogleControl seeds it. */
export async function startGoogleSimulator(options: GoogleSimulatorOptions = {}): Promise<GoogleSimulator> {
  const { port = 0, redirectUris = [] } = options;
  const { clientId: id = SANDBOX_CLIENT.clientId, clientSecret: secret = SANDBOX_CLIENT.clientSecret } =
    options;
  const server = createServer(googleApp(new World({ id, secret, redirectUris })));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function googleApp(world: World): Express {
  const app = express().disable('x-powered-by').disable('etag');
  app.use('/_control', controlRouter(world));
  app.use(express.text({ type: 'application/x-www-form-urlencoded' }));
  app.get('/o/oauth2/v2/auth', serve(world, showConsent));
  app.post('/o/oauth2/v2/auth', serve(world, takeConsent));
  app.post('/token', serve(world, issueTokens));
  app.post('/revoke', serve(world, revokeToken));
  app.get('/calendar/v3/users/me/calendarList', serve(world, listCalendars));
  app.get('/calendar/v3/calendars/:id/events', serve(world, listEvents));
  app.use(serve(world, () => apiError('notFound')));
  return app;
}
