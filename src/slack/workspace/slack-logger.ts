import { Logger as HouseLogger } from '@nestjs/common';
import { type Logger, LogLevel } from '@slack/web-api';

/**
 * What Slack's libraries say, in our log. Their lower levels are left out: they print bodies of requests, people's words
 * included.
 */
export class SlackLogger implements Logger {
  private readonly logger = new HouseLogger('Slack');

  debug(): void {
    // See above.
  }

  info(): void {
    // See above.
  }

  warn(...words: unknown[]): void {
    this.logger.warn(said(words));
  }

  error(...words: unknown[]): void {
    this.logger.error(said(words));
  }

  setLevel(): void {
    // The house decides what is printed.
  }

  getLevel(): LogLevel {
    return LogLevel.WARN;
  }

  setName(): void {
    // One name for all of Slack.
  }
}

/** Errors may carry a request with its bearer: only their words are for the log. */
function said(words: unknown[]): string {
  return words
    .map((word) => (typeof word === 'string' ? word : word instanceof Error ? word.message : '…'))
    .join(' ');
}
