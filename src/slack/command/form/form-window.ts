import { Injectable, Logger } from '@nestjs/common';
import { Unavailable } from '../../../common/errors/problem';
import { SlackClients } from '../../workspace/slack-clients';
import type { Modal } from './modal';

/** Shows modals in Slack. */
@Injectable()
export class FormWindow {
  private readonly logger = new Logger(FormWindow.name);

  constructor(private readonly clients: SlackClients) {}

  /**
   * @param triggerId of what the person did just now: it works once, within three seconds
   * @throws Unavailable when Slack does not show it
   */
  async open(integrationId: string, triggerId: string, view: Modal): Promise<void> {
    try {
      const client = await this.clients.of(integrationId);
      await client.views.open({ trigger_id: triggerId, view });
    } catch (error) {
      this.logger.warn({ integrationId, reason: reasonOf(error) }, 'a form was not opened');
      throw new Unavailable('The form did not open. Type it instead: /time 2h #acme: design');
    }
  }
}

/** Slack's word for it, such as `expired_trigger_id`; never a token. */
function reasonOf(error: unknown): unknown {
  const { data, code } = error as { data?: { error?: unknown }; code?: unknown };
  return data?.error ?? code;
}
