import { Answer, Argument, CommonControl, Remote } from '../simulator/common.control';
import { RequestKind } from './api.request';
import { Controls } from './controls';
import { Settings } from './settings';

type Order<Name extends keyof Controls> = Argument<Controls, Name>;
type Given<Name extends keyof Controls> = Answer<Controls, Name>;

/** Gives orders to simulated Google over HTTP, from any process. Controls says what each one does; refusals are thrown. */
export class GoogleControl extends CommonControl<RequestKind, Settings> implements Remote<Controls> {
  /** Adds accounts with their calendars, or calendars to an account that exists. */
  seedAccounts(order: Order<'seedAccounts'>): Given<'seedAccounts'> {
    return this.order('seedAccounts', order);
  }

  /** Takes a calendar off the account's list: 404 from then on. */
  unshareCalendar(order: Order<'unshareCalendar'>): Given<'unshareCalendar'> {
    return this.order('unshareCalendar', order);
  }

  /** Stores events in Google's JSON, thousands at once; answers with their ids. */
  putEvents(order: Order<'putEvents'>): Given<'putEvents'> {
    return this.order('putEvents', order);
  }

  /** Changes fields of an event, a series or an instance; new times move it. */
  patchEvent(order: Order<'patchEvent'>): Given<'patchEvent'> {
    return this.order('patchEvent', order);
  }

  /** Deletes an event or a whole series, or cancels one instance. */
  cancelEvent(order: Order<'cancelEvent'>): Given<'cancelEvent'> {
    return this.order('cancelEvent', order);
  }

  /** Sets the calendar owner's own answer, for instance `declined`. */
  respondToEvent(order: Order<'respondToEvent'>): Given<'respondToEvent'> {
    return this.order('respondToEvent', order);
  }

  /** "This and following", from the instance that is named; answers with the new master. */
  splitSeries(order: Order<'splitSeries'>): Given<'splitSeries'> {
    return this.order('splitSeries', order);
  }

  /** Makes the sync tokens so far, of one calendar or of all, answer 410. */
  expireSyncTokens(order: Order<'expireSyncTokens'> = {}): Given<'expireSyncTokens'> {
    return this.order('expireSyncTokens', order);
  }
}
