import express, { Express } from 'express';
import { controlRouter } from '../simulator/control.endpoint';
import { Endpoint, exchange } from '../simulator/exchange';
import { listen, Simulator } from '../simulator/http.server';
import { AppRegistration, Targets } from './app.registration';
import { revokeAuth, testAuth, uninstallApp } from './auth.endpoint';
import { deleteMessage, postEphemeral, postMessage, updateMessage } from './chat.endpoint';
import { showConsent, takeConsent } from './consent.endpoint';
import { listHistory, openConversation, showConversation } from './conversations.endpoint';
import { deliveryRouter } from './delivery.router';
import { inboxRouter } from './inbox.router';
import { jsonAsForm } from './json.body';
import { exchangeCode } from './oauth.endpoint';
import { ApiMethod } from './request.kind';
import { takeResponse } from './response-url.endpoint';
import { controlsOf } from './slack.controls';
import { deliveriesOf } from './slack.deliveries';
import { SLACK } from './slack.dialect';
import { slackError } from './slack.error';
import { lookUpUser, showUser } from './users.endpoint';
import { openView, pushView, updateView } from './views.endpoint';
import { World } from './world';

/** The app that is registered unless the options name another. */
export const SANDBOX_SLACK_APP = {
  clientId: '1234567890.9876543210',
  clientSecret: 'sandbox-slack-secret',
  signingSecret: 'sandbox-slack-signing-secret',
  appId: 'A0SANDBOX1',
};

export interface SlackSimulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  clientId?: string;
  clientSecret?: string;
  signingSecret?: string;
  appId?: string;
  /** Compared letter by letter; none: any address will do. */
  redirectUris?: string[];
  /** Where the service listens for Slack; the order `targets` can say it later. */
  targets?: Partial<Targets>;
}

/** At its `url`: the inbox, consent at /oauth/v2/authorize, /api/<method>, response_urls, orders at /_control. */
export type SlackSimulator = Simulator;

const METHODS: Record<ApiMethod, Endpoint<World>> = {
  'oauth.v2.access': exchangeCode,
  'auth.test': testAuth,
  'auth.revoke': revokeAuth,
  'apps.uninstall': uninstallApp,
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': updateMessage,
  'chat.delete': deleteMessage,
  'conversations.open': openConversation,
  'conversations.info': showConversation,
  'conversations.history': listHistory,
  'users.info': showUser,
  'users.lookupByEmail': lookUpUser,
  'views.open': openView,
  'views.push': pushView,
  'views.update': updateView,
};

/** A Slack with workspaces, installations, messages and modals, in memory; empty until a SlackControl seeds it. */
export async function startSlackSimulator(options: SlackSimulatorOptions = {}): Promise<SlackSimulator> {
  const world = new World(registrationOf(options));
  const simulator = await listen(slackApp(world), options.port ?? 0);
  world.url = simulator.url;
  return simulator;
}

function registrationOf(options: SlackSimulatorOptions): AppRegistration {
  const { redirectUris = [], targets } = options;
  const { clientId: id = SANDBOX_SLACK_APP.clientId, clientSecret: secret = SANDBOX_SLACK_APP.clientSecret } =
    options;
  const { signingSecret = SANDBOX_SLACK_APP.signingSecret, appId = SANDBOX_SLACK_APP.appId } = options;
  return {
    id: appId,
    name: 'billops',
    command: '/time',
    client: { id, secret, redirectUris },
    signingSecret,
    verificationToken: `verification-${appId}`,
    targets: { commandsUrl: null, interactionsUrl: null, eventsUrl: null, ...targets },
  };
}

function slackApp(world: World): Express {
  const serve = exchange(world, SLACK);
  const app = express().disable('x-powered-by').disable('etag');
  const orders = controlsOf(world);
  const deliveries = deliveriesOf(world);
  app.use('/_control', deliveryRouter(deliveries), controlRouter(orders));
  app.use(express.text({ type: ['application/x-www-form-urlencoded', 'application/json'], limit: '4mb' }));
  app.use(inboxRouter(world, { ...orders, ...deliveries }));
  app.use(jsonAsForm);
  app.get('/oauth/v2/authorize', serve(showConsent));
  app.post('/oauth/v2/authorize', serve(takeConsent));
  for (const [method, endpoint] of Object.entries(METHODS)) app.all(`/api/${method}`, serve(endpoint));
  app.post('/:kind/:team/:number/:secret', serve(takeResponse));
  app.use(serve(() => slackError('unknown_method')));
  return app;
}
