import type { ActionOrder } from '../../sandbox/slack/action.delivery';
import type { CommandOrder } from '../../sandbox/slack/command.delivery';
import type { JsonObject } from '../../sandbox/slack/json.value';
import type { StoredMessage } from '../../sandbox/slack/message';
import type { StoredView } from '../../sandbox/slack/view';
import type { SlackService } from './slack-service';

/** A button as it is shown. */
export interface ShownButton {
  label: string;
  value: string;
  actionId: string;
  url: string;
}

/** What somebody sees of an answer. */
export interface Seen {
  text: string;
  /** All of it, blocks too. */
  all: string;
  buttons: ShownButton[];
  message: StoredMessage;
}

/** Somebody in Slack who types `/time`, clicks and fills in forms. */
export class Typist {
  constructor(
    private readonly service: SlackService,
    readonly slackUserId: string,
  ) {}

  /** Types a command and reads the answer, which nobody else sees. */
  async types(text: string, more: Partial<CommandOrder> = {}): Promise<Seen> {
    const delivery = await this.service.slack.sendCommand({ user: this.slackUserId, text, ...more });
    const { status, message } = delivery;
    if (status !== 200 || !message) throw new Error(`No answer: ${status} ${delivery.body}`);
    if (message.ephemeralTo !== this.slackUserId) throw new Error('Others see it too');
    return seenIn(message);
  }

  /** Types what opens a form. @returns the form that is open then */
  async opens(text = ''): Promise<StoredView> {
    await this.service.slack.sendCommand({ user: this.slackUserId, text });
    return this.form();
  }

  /** The form that is open. */
  async form(): Promise<StoredView> {
    const { views } = await this.service.slack.views({ user: this.slackUserId, open: true });
    const view = views.at(-1);
    if (!view) throw new Error('No form is open');
    return view;
  }

  /** Clicks on a button. @returns what the person sees last then */
  async clicks({ message }: Seen, label: string, more: Partial<ActionOrder> = {}): Promise<Seen> {
    await this.press(message, { label, ...more });
    return this.seesLast();
  }

  press({ channel, ts }: StoredMessage, more: Partial<ActionOrder>): Promise<{ status: number | null }> {
    return this.service.slack.sendAction({ user: this.slackUserId, channel, ts, ...more });
  }

  /** All messages that the person sees, oldest first. */
  async sees(): Promise<Seen[]> {
    const { messages } = await this.service.slack.messages({ user: this.slackUserId, deleted: false });
    return messages.map(seenIn);
  }

  async seesLast(): Promise<Seen> {
    return (await this.sees()).at(-1)!;
  }
}

function seenIn(message: StoredMessage): Seen {
  return {
    text: message.text,
    all: `${message.text}\n${JSON.stringify(message.blocks)}`,
    buttons: buttonsIn(message.blocks),
    message,
  };
}

function buttonsIn(blocks: JsonObject[]): ShownButton[] {
  const elements = blocks
    .filter(({ type }) => type === 'actions')
    .flatMap((block) => block.elements as JsonObject[]);
  return elements.map((element) => ({
    label: (element.text as { text: string }).text,
    value: element.value as string,
    actionId: element.action_id as string,
    url: element.url as string,
  }));
}
