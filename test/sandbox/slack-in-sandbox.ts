import { SlackControl } from '../../sandbox/slack/slack.control';
import { ROBIN_IN_SLACK } from '../../sandbox/story/team';
import { eventually } from '../harness/eventually';
import type { RunningSandbox } from './running-sandbox';

/** Robin's Slack, by hand: the page that the sandbox prints, and what is to be read there. */
export class SlackInSandbox {
  readonly control: SlackControl;

  constructor(private readonly sandbox: RunningSandbox) {
    this.control = new SlackControl(sandbox.slackUrl);
  }

  /** Sends a line off in the inbox, as the browser does. @returns the inbox as it is then */
  async send(line: string): Promise<string> {
    const body = new URLSearchParams({ line });
    const page = await fetch(`${this.sandbox.slackInbox}/command`, { method: 'POST', body });
    return page.text();
  }

  /** Waits until Robin has been told something that begins so. */
  async isTold(beginning: string): Promise<void> {
    await eventually(async () => {
      const { messages } = await this.control.messages({ user: ROBIN_IN_SLACK });
      return messages.find(({ text }) => text.startsWith(beginning));
    });
  }
}
