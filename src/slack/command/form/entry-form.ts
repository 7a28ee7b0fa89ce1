import { Injectable } from '@nestjs/common';
import { requireUnlocked } from '../../../billing/time-entries/entry-lock';
import { NotFound } from '../../../common/errors/problem';
import type { CommandContext } from '../../time-command/command';
import { CatalogueRepository } from '../log/catalogue.repository';
import { DayEntriesRepository } from '../log/day-entries.repository';
import type { LinkedAsker } from '../who/asker';
import type { FormContext } from './form-context';
import { FormWindow } from './form-window';
import { formView } from './form-view';

/** Where and when somebody asked for a form. */
export interface FormPlace {
  triggerId: string;
  responseUrl: string | null;
  zoned: CommandContext;
}

/** Opens the form: empty, or with an entry in it. */
@Injectable()
export class EntryForm {
  constructor(
    private readonly catalogue: CatalogueRepository,
    private readonly entries: DayEntriesRepository,
    private readonly window: FormWindow,
  ) {}

  /** @throws Unavailable when Slack does not open it */
  async openEmpty({ workspace }: LinkedAsker, { triggerId, responseUrl, zoned }: FormPlace): Promise<void> {
    const view = formView(await this.catalogue.read(), { context: contextOf(responseUrl), zoned });
    await this.window.open(workspace.id, triggerId, view);
  }

  /**
   * @throws NotFound for what is gone or somebody else's, Conflict `entry_locked` with the reason, and Unavailable when
   * Slack does not open it
   */
  async openWith(
    { workspace, user }: LinkedAsker,
    entryId: string,
    { triggerId, responseUrl, zoned }: FormPlace,
  ): Promise<void> {
    const entry = await this.entries.find(entryId, user.id);
    if (!entry) throw new NotFound('The time entry');
    requireUnlocked(entry, ['pending', 'rejected']);
    const context = { ...contextOf(responseUrl), entryId };
    const view = formView(await this.catalogue.read(), { context, zoned, entry });
    await this.window.open(workspace.id, triggerId, view);
  }
}

function contextOf(responseUrl: string | null): FormContext {
  return responseUrl === null ? {} : { responseUrl };
}
