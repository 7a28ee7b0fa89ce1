import { Inject, Injectable } from '@nestjs/common';
import { type ConfigType } from '@nestjs/config';
import { Clock } from '../../common/clock';
import { NotFound } from '../../common/errors/problem';
import { calendarsConfig } from '../../config/calendars.config';
import { CalendarOffers } from './calendar-offers';
import { type Selected, type Selection, SelectionRepository } from './selection.repository';

/**
 * Whoever selects a calendar may ask for its sync at once, and would get a 409 if ours ran already: so the first one in
 * the background waits a moment.
 */
const HEAD_START_MS = 2_000;

/** Selects calendars of a provider for synchronisation. */
@Injectable()
export class SelectionService {
  constructor(
    private readonly offers: CalendarOffers,
    private readonly selections: SelectionRepository,
    private readonly clock: Clock,
    @Inject(calendarsConfig.KEY) private readonly defaults: ConfigType<typeof calendarsConfig>,
  ) {}

  /**
   * Selects a calendar. Selecting it again changes only what is given, and loses nothing.
   * @throws NotFound for an account or calendar that the user does not have, and the errors of the port
   */
  async select(selection: Selection): Promise<Selected> {
    const { userId, provider, oauthAccountId, providerCalendarId } = selection;
    const offers = await this.offers.list(userId, provider, oauthAccountId);
    const remote = offers.find(({ id }) => id === providerCalendarId);
    if (!remote) throw new NotFound('The calendar of this account');
    return this.selections.select({
      ...selection,
      remote,
      setting: this.defaults,
      due: new Date(this.clock.now().getTime() + HEAD_START_MS),
    });
  }
}
