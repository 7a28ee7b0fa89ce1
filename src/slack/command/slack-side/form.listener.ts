import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ViewSubmitAction } from '@slack/bolt';
import { SlackApp } from '../../requests/slack-app';
import { FORM_ID } from '../action-ids';
import { readContext } from '../form/form-context';
import { FormSubmission } from '../form/form-submission';
import { readValues } from '../form/form-values';
import { outcomeOf, type Outcome, replyOf } from './form-outcome';
import { inTime } from './in-time';
import { personOfInteraction } from './person';
import { PrivateWord } from './private-word';

/** How long the form waits for its reply to be shown before it closes. */
const TELLING_MS = 500;

/** Handles submitted forms. What is wrong is shown in the form, unless it takes too long. */
@Injectable()
export class FormListener implements OnModuleInit {
  constructor(
    private readonly slack: SlackApp,
    private readonly submission: FormSubmission,
    private readonly word: PrivateWord,
  ) {}

  onModuleInit(): void {
    this.slack.app.view<ViewSubmitAction>(
      { type: 'view_submission', callback_id: FORM_ID },
      async ({ body, ack }) => {
        const work = this.submit(body);
        const early = await inTime(work);
        if (early.done && 'errors' in early.value) {
          return ack({ response_action: 'errors', errors: early.value.errors });
        }
        const telling = work.then((outcome) => this.tell(body, outcome));
        if (early.done) await inTime(telling, TELLING_MS);
        await ack();
        await telling;
      },
    );
  }

  private submit(body: ViewSubmitAction): Promise<Outcome> {
    const { id, private_metadata, state } = body.view;
    const { entryId } = readContext(private_metadata);
    const values = readValues(state.values);
    const person = personOfInteraction(body);
    return outcomeOf(() => this.submission.submit({ person, viewId: id, entryId, values }));
  }

  private async tell(body: ViewSubmitAction, outcome: Outcome): Promise<void> {
    const { entryId, responseUrl } = readContext(body.view.private_metadata);
    const replace = entryId !== undefined && 'reply' in outcome;
    await this.word.say(personOfInteraction(body), replyOf(outcome), { responseUrl, replace });
  }
}
