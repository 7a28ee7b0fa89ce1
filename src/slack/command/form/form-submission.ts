import { Injectable } from '@nestjs/common';
import { onlyOwn } from '../../../billing/time-entries/entry-reach';
import { TimeEntriesService } from '../../../billing/time-entries/time-entries.service';
import { Clock } from '../../../common/clock';
import { PROBLEM_TEXTS } from '../../time-command/problem-texts';
import type { SlackPerson } from '../asked';
import { EntryTeller } from '../log/entry-teller';
import { WorkLog } from '../log/work-log';
import type { Reply } from '../reply/reply';
import { type LinkedAsker, mayWrite } from '../who/asker';
import { Askers } from '../who/askers';
import { entryEdit } from './entry-edit';
import type { FormValues } from './form-values';
import type { FieldErrors } from './modal';
import { readForm } from './read-form';

/** A form that was submitted. */
export interface SubmittedForm {
  person: SlackPerson;
  /** Slack's id of the modal: submitted twice, it has one effect. */
  viewId: string;
  /** The entry that it changes, if it is to. */
  entryId?: string;
  values: FormValues;
}

/** Carries out submitted forms. What a reply says was done is committed. */
@Injectable()
export class FormSubmission {
  constructor(
    private readonly askers: Askers,
    private readonly work: WorkLog,
    private readonly entries: TimeEntriesService,
    private readonly teller: EntryTeller,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the reply, or what is shown in the form, which then stays open
   * @throws Problem with a detail for people
   */
  async submit(form: SubmittedForm): Promise<{ reply: Reply } | { errors: FieldErrors }> {
    const asker = await this.askers.find(form.person);
    if (asker.kind === 'uninstalled') return refused('not_installed');
    if (asker.kind === 'unlinked') return refused('not_linked');
    if (!mayWrite(asker)) return refused('forbidden');
    return form.entryId === undefined ? this.make(asker, form) : this.change(asker, form.entryId, form);
  }

  private async make(
    asker: LinkedAsker,
    { viewId, values }: SubmittedForm,
  ): Promise<{ reply: Reply } | { errors: FieldErrors }> {
    const { id: userId, timezone: zone } = asker.user;
    const now = this.clock.now();
    const read = readForm(values, { now, zone });
    if ('errors' in read) return read;
    const { log } = read;
    const { entryId } = await this.work.log({
      userId,
      zone,
      now,
      log,
      projectId: values.projectId ?? null,
      clientId: null,
      question: `view ${viewId}`,
      again: true,
    });
    const notes = log.notes.map(({ text }) => text);
    return { reply: await this.teller.tell(entryId, { done: 'Logged', userId, zone, notes }) };
  }

  private async change(
    asker: LinkedAsker,
    entryId: string,
    { values }: SubmittedForm,
  ): Promise<{ reply: Reply } | { errors: FieldErrors }> {
    const { id: userId, timezone: zone } = asker.user;
    const entry = await this.teller.find(entryId, userId);
    if (!entry) return refused('not_found');
    const edit = entryEdit(entry, values, { now: this.clock.now(), zone });
    if ('errors' in edit) return edit;
    await this.entries.change(entryId, onlyOwn(userId), edit.change);
    return { reply: await this.teller.tell(entryId, { done: 'Changed:', userId, zone, notes: [] }) };
  }
}

function refused(code: keyof typeof PROBLEM_TEXTS): { errors: FieldErrors } {
  return { errors: { duration: PROBLEM_TEXTS[code].message } };
}
