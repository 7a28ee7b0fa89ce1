import { Answer, Argument, CommonControl, Remote } from '../simulator/common.control';
import { Controls } from './controls';
import { Deliveries } from './deliveries';
import { RequestKind } from './request.kind';
import { Settings } from './settings';

type Order<Name extends keyof Controls> = Argument<Controls, Name>;
type Given<Name extends keyof Controls> = Answer<Controls, Name>;
type Wanted<Name extends keyof Deliveries> = Parameters<Deliveries[Name]>[0];
type Sent<Name extends keyof Deliveries> = ReturnType<Deliveries[Name]>;

/** Gives orders to simulated Slack over HTTP, from any process. Controls says what each one does; refusals are thrown. */
export class SlackControl
  extends CommonControl<RequestKind, Settings>
  implements Remote<Controls>, Deliveries
{
  /** Does what a user would on the consent page; answers where the browser is sent. */
  override authorize(order: Order<'authorize'>): Given<'authorize'> {
    return this.order('authorize', order);
  }

  /** Says where the service listens; answers with all targets. */
  targets(changes: Order<'targets'> = {}): Given<'targets'> {
    return this.order('targets', changes);
  }

  /** Adds workspaces, or users and channels to a workspace; answers with all ids. */
  seedWorkspaces(order: Order<'seedWorkspaces'>): Given<'seedWorkspaces'> {
    return this.order('seedWorkspaces', order);
  }

  /** Installs the app into a workspace or organisation without OAuth; answers with the bot token. */
  install(order: Order<'install'>): Given<'install'> {
    return this.order('install', order);
  }

  /** Makes a bot token answer with an error; the service is not told. */
  endToken(order: Order<'endToken'>): Given<'endToken'> {
    return this.order('endToken', order);
  }

  /** Messages in the order they were written, deleted ones too, with who sees each and what it said before. */
  messages(order: Order<'messages'> = {}): Given<'messages'> {
    return this.order('messages', order);
  }

  /** Modals, the topmost last. */
  views(order: Order<'views'> = {}): Given<'views'> {
    return this.order('views', order);
  }

  /** What came in on response_urls, with what it was answered. */
  responses(order: Order<'responses'> = {}): Given<'responses'> {
    return this.order('responses', order);
  }

  /** A user types a command; its answer is shown to them. */
  sendCommand(order: Wanted<'sendCommand'>): Sent<'sendCommand'> {
    return this.order('sendCommand', order);
  }

  /** A user clicks, or picks, in a message or a modal. */
  sendAction(order: Wanted<'sendAction'>): Sent<'sendAction'> {
    return this.order('sendAction', order);
  }

  /** A user sends a modal off; the answer closes it, changes it, or shows errors in it. */
  submitView(order: Wanted<'submitView'>): Sent<'submitView'> {
    return this.order('submitView', order);
  }

  /** A user dismisses a modal. */
  closeView(order: Wanted<'closeView'>): Sent<'closeView'> {
    return this.order('closeView', order);
  }

  /** Tells the service of an event, with all the retries that it takes. */
  sendEvent(order: Wanted<'sendEvent'>): Sent<'sendEvent'> {
    return this.order('sendEvent', order);
  }

  /** Asks the service to prove that the address of events is its own. */
  verifyEventsUrl(order: Wanted<'verifyEventsUrl'> = {}): Sent<'verifyEventsUrl'> {
    return this.order('verifyEventsUrl', order);
  }

  /** Somebody removes the app; the service is told in the order that is given, or not at all. */
  uninstall(order: Wanted<'uninstall'>): Sent<'uninstall'> {
    return this.order('uninstall', order);
  }

  /** Sends a request once more, as it stands: a replay. */
  resend(request: Wanted<'resend'>): Sent<'resend'> {
    return this.order('resend', request);
  }
}
