import { Clock } from '../simulator/clock';
import { MessageContent, StoredMessage } from './message';

type NewMessage = MessageContent &
  Pick<StoredMessage, 'channel' | 'teamId' | 'origin' | 'threadTs' | 'ephemeralTo'>;

/** Every message that ever was, the deleted ones too. */
export class MessageStore {
  private readonly messages: StoredMessage[] = [];
  private lastMicros = 0;

  constructor(private readonly clock: Clock) {}

  /** In the order in which they were written. */
  all(): StoredMessage[] {
    return [...this.messages];
  }

  add(message: NewMessage): StoredMessage {
    const stored = { ...message, ts: this.nextTs(), editedAt: null, deleted: false, earlier: [] };
    this.messages.push(stored);
    return stored;
  }

  /** The message, unless it is deleted. */
  find(channel: string, ts: string): StoredMessage | undefined {
    return this.messages.find(
      (message) => message.channel === channel && message.ts === ts && !message.deleted,
    );
  }

  /** Lays new content over a message and remembers the old one. */
  update(message: StoredMessage, content: MessageContent): void {
    const { text, blocks, attachments, metadata } = message;
    message.earlier.push({ text, blocks, attachments, metadata });
    Object.assign(message, content, { editedAt: this.nextTs() });
  }

  /** Seconds and microseconds; no two messages share one, though Slack promises that for a channel only. */
  private nextTs(): string {
    this.lastMicros = Math.max(this.clock.now() * 1_000, this.lastMicros + 1);
    const seconds = Math.floor(this.lastMicros / 1e6);
    return `${seconds}.${String(this.lastMicros % 1e6).padStart(6, '0')}`;
  }
}
