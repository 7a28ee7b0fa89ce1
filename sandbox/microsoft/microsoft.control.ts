import { Answer, Argument, CommonControl, Remote } from '../simulator/common.control';
import { Controls } from './controls';
import { RequestKind } from './request.kind';
import { Settings } from './settings';

type Order<Name extends keyof Controls> = Argument<Controls, Name>;
type Given<Name extends keyof Controls> = Answer<Controls, Name>;

/** Gives orders to simulated Microsoft over HTTP, from any process. Controls says what each one does; refusals are thrown. */
export class MicrosoftControl extends CommonControl<RequestKind, Settings> implements Remote<Controls> {
  /** Adds accounts with their calendars, or calendars to an account that exists; answers with all ids. */
  seedAccounts(order: Order<'seedAccounts'>): Given<'seedAccounts'> {
    return this.order('seedAccounts', order);
  }

  /** Takes a calendar from the account, deleted or no longer shared: 404 from then on. */
  removeCalendar(order: Order<'removeCalendar'>): Given<'removeCalendar'> {
    return this.order('removeCalendar', order);
  }

  /** Stores events in Graph's JSON, thousands at once; answers with their ids. */
  putEvents(order: Order<'putEvents'>): Given<'putEvents'> {
    return this.order('putEvents', order);
  }

  /** Changes fields of an event, a series or an occurrence; new times move it. */
  patchEvent(order: Order<'patchEvent'>): Given<'patchEvent'> {
    return this.order('patchEvent', order);
  }

  /** The organizer cancels: the event stays, with `isCancelled`. */
  cancelEvent(order: Order<'cancelEvent'>): Given<'cancelEvent'> {
    return this.order('cancelEvent', order);
  }

  /** Takes away an event, a whole series by its master, or one occurrence. */
  deleteEvent(order: Order<'deleteEvent'>): Given<'deleteEvent'> {
    return this.order('deleteEvent', order);
  }

  /** Sets the calendar owner's own answer, for instance `declined`. */
  respondToEvent(order: Order<'respondToEvent'>): Given<'respondToEvent'> {
    return this.order('respondToEvent', order);
  }

  /** "This and following", from the occurrence that is named; answers with the new master. */
  splitSeries(order: Order<'splitSeries'>): Given<'splitSeries'> {
    return this.order('splitSeries', order);
  }

  /** Makes the links so far, of one calendar or of all, answer 410 SyncStateNotFound, or as ordered. */
  expireSyncState(order: Order<'expireSyncState'> = {}): Given<'expireSyncState'> {
    return this.order('expireSyncState', order);
  }

  /** Makes refresh tokens, of one account or of all, answer AADSTS700082. */
  expireRefreshTokens(order: Order<'expireRefreshTokens'> = {}): Given<'expireRefreshTokens'> {
    return this.order('expireRefreshTokens', order);
  }

  /** What was asked of Microsoft, how often, how many at a time, and at most in one mailbox. */
  override requests(order: Order<'requests'> = {}): Given<'requests'> {
    return this.order('requests', order);
  }
}
