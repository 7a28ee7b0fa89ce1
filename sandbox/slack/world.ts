import { Client } from '../simulator/client';
import { Clock } from '../simulator/clock';
import { FaultPlan } from '../simulator/fault.plan';
import { OAuthStore } from '../simulator/oauth.store';
import { RequestLog } from '../simulator/request.log';
import { AppRegistration } from './app.registration';
import { Installations } from './installations';
import { MessageStore } from './message.store';
import { PostRate } from './post.rate';
import { RequestKind } from './request.kind';
import { ResponseUrls } from './response.urls';
import { DEFAULT_SETTINGS, Settings } from './settings';
import { Site } from './site';
import { SLACK_TOKENS } from './slack.tokens';
import { Triggers } from './triggers';
import { ViewStore } from './view.store';
import { WorkspaceDirectory } from './workspace.directory';

/** All that the simulator remembers. */
export class World {
  clock = new Clock();
  settings: Settings = { ...DEFAULT_SETTINGS };
  directory = new WorkspaceDirectory();
  oauth = new OAuthStore<Site>(this.clock, SLACK_TOKENS);
  installations = new Installations(this.oauth);
  messages = new MessageStore(this.clock);
  views = new ViewStore();
  triggers = new Triggers(this.clock);
  responseUrls = new ResponseUrls(this.clock);
  posts = new PostRate(this.clock);
  faults = new FaultPlan<RequestKind>();
  log = new RequestLog<RequestKind>();
  /** Where the simulator itself listens; known once it does. */
  url = '';

  constructor(readonly app: AppRegistration) {}

  get client(): Client {
    return this.app.client;
  }

  /** Forgets everything but the registered app and the address. */
  reset(): void {
    Object.assign(this, new World(this.app), { url: this.url });
  }
}
