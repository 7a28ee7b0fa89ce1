import { AddressInfo } from 'node:net';
import { createServer, IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import { JsonObject, objectIn } from './json.value';
import { SeededWorkspace } from './controls';
import { SlackControl } from './slack.control';
import {
  SANDBOX_SLACK_APP,
  SlackSimulator,
  SlackSimulatorOptions,
  startSlackSimulator,
} from './slack.simulator';

export const ROBIN = 'U0ROBIN';
export const KIM = 'U0KIM';
export const ACME = 'T0ACME';

/** A request that Slack made to the service. */
export interface Heard {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the service answers: text goes out as text, an object as JSON, silence is silence. */
export type Reaction =
  { status?: number; headers?: Record<string, string>; body?: string | object } | 'silence';

/** Simulated Slack between a service that its specs play and a client of its API, all over HTTP. */
export class TestBed {
  static readonly REDIRECT_URI = 'http://localhost/callback';
  readonly control: SlackControl;
  /** What Slack asked of the service, oldest first. */
  heard: Heard[] = [];
  /** How the service answers, by path. */
  reactions: Partial<Record<string, Reaction>> = {};
  /** Done before the service answers. */
  onHeard: () => Promise<unknown> = () => Promise.resolve();
  token = '';

  private constructor(
    private readonly simulator: SlackSimulator,
    private readonly service: Server,
  ) {
    this.control = new SlackControl(simulator.url);
  }

  static async start(options: SlackSimulatorOptions = {}): Promise<TestBed> {
    const service = createServer();
    await new Promise<void>((ready) => service.listen(0, '127.0.0.1', ready));
    const home = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    const targets = {
      commandsUrl: `${home}/commands`,
      interactionsUrl: `${home}/interactions`,
      eventsUrl: `${home}/events`,
    };
    const bed = new TestBed(await startSlackSimulator({ targets, ...options }), service);
    bed.listen();
    return bed;
  }

  async close(): Promise<void> {
    this.service.close();
    this.service.closeAllConnections();
    await this.simulator.close();
  }

  get url(): string {
    return this.simulator.url;
  }

  /** A fresh world with Acme, where Robin and Kim work and the app is installed; the clock stands on a Monday. */
  async acmeInstalls(): Promise<SeededWorkspace> {
    this.heard = [];
    this.reactions = {};
    this.onHeard = () => Promise.resolve();
    await this.control.reset();
    await this.control.clock({ now: '2026-03-16T08:00:00Z' });
    const users = [
      { id: ROBIN, name: 'Robin Berger', email: 'robin@acme.example' },
      { id: KIM, name: 'Kim Lee', email: 'kim@acme.example', timeZone: 'America/New_York' },
    ];
    const channels = [{ id: 'C0GENERAL', name: 'general' }];
    const { workspaces } = await this.control.seedWorkspaces({
      workspaces: [{ id: ACME, name: 'Acme', users, channels }],
    });
    this.token = (await this.control.install({ site: ACME })).token;
    return workspaces[0]!;
  }

  authUrl(params: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: SANDBOX_SLACK_APP.clientId,
      scope: 'commands,chat:write',
      redirect_uri: TestBed.REDIRECT_URI,
      state: 'the state',
      ...params,
    });
    return `${this.url}/oauth/v2/authorize?${query.toString()}`;
  }

  /** Calls a method as Slack's own client does: a form, with objects as JSON in it. */
  async call(method: string, args: JsonObject = {}, token = this.token): Promise<JsonObject> {
    const response = await this.post(`/api/${method}`, args, { authorization: `Bearer ${token}` });
    return objectIn(await response.json());
  }

  post(path: string, args: JsonObject, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(args))
      body.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    const address = path.startsWith('http') ? path : this.url + path;
    return fetch(address, { method: 'POST', body, headers, redirect: 'manual' });
  }

  /** JSON, as one answers on a response_url. */
  async respond(responseUrl: string, body: JsonObject): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(responseUrl, { method: 'POST', body: JSON.stringify(body), headers });
    return `${response.status} ${await response.text()}`;
  }

  /** The texts that a user sees, oldest first. */
  async textsSeenBy(user: string): Promise<string[]> {
    return (await this.control.messages({ user })).messages.map(({ text }) => text);
  }

  private listen(): void {
    this.service.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const path = request.url ?? '';
        this.heard.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
        void this.onHeard().then(() => this.answer(path, response));
      });
    });
  }

  private answer(path: string, response: ServerResponse): void {
    const reaction = this.reactions[path] ?? {};
    if (reaction === 'silence') return;
    const { status = 200, headers, body = '' } = reaction;
    const type = typeof body === 'string' ? 'text/plain' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }
}
