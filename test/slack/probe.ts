import { SlackApp } from '../../src/slack/requests/slack-app';
import { SlackSender } from './slack-sender';
import { installed, type InstalledWorkspace, type SlackService, startSlackService } from './slack-service';

/** A listener among the service's own: what it was given, once for each call, and what it does then. */
export class Probe {
  heard: string[] = [];
  react: () => Promise<void> = () => Promise.resolve();

  private constructor(
    readonly service: SlackService,
    readonly acme: InstalledWorkspace,
    readonly slack: SlackSender,
  ) {}

  /** Starts the service with an installed workspace, and listens to clicks on `probe…` and to one kind of event. */
  static async start(): Promise<Probe> {
    const service = await startSlackService({ RATE_LIMIT: 'on' });
    const acme = await installed(service, await service.signUp('Robin'));
    const probe = new Probe(service, acme, new SlackSender(service.url, acme));
    const { app } = service.app.get(SlackApp);
    app.action(/^probe/, async ({ body, ack }) => {
      probe.heard.push(body.user.id);
      await probe.react();
      await ack();
    });
    app.event('app_home_opened', async ({ body }) => {
      probe.heard.push(body.event_id);
      await probe.react();
    });
    return probe;
  }

  /** Forgets what it heard, and does nothing about what it will hear. */
  reset(): void {
    this.heard = [];
    this.react = () => Promise.resolve();
  }
}
