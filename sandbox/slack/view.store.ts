import { slackId } from './slack.id';
import { StoredView, ViewContent } from './view';

/** The modals of all users; a modal may be pushed on another, three deep at most. */
export class ViewStore {
  private readonly views = new Map<string, StoredView>();
  private changes = 0;

  all(): StoredView[] {
    return [...this.views.values()];
  }

  find(id: string): StoredView | undefined {
    return this.views.get(id);
  }

  findByExternalId(externalId: string): StoredView | undefined {
    return this.all().find(({ open, content }) => open && content.external_id === externalId);
  }

  /** What is open before the user, the topmost last. */
  stackOf(userId: string): StoredView[] {
    return this.all().filter((view) => view.open && view.userId === userId);
  }

  /** Opens a modal, in front of `previous` if there is one; without, whatever was open makes room. */
  open(
    user: { id: string; teamId: string },
    content: ViewContent,
    previous: StoredView | null = null,
  ): StoredView {
    if (!previous) this.clear(user.id);
    const id = slackId('V', `view ${this.views.size}`);
    const view: StoredView = {
      id,
      teamId: user.teamId,
      userId: user.id,
      rootId: previous?.rootId ?? id,
      previousId: previous?.id ?? null,
      content,
      hash: this.nextHash(),
      open: true,
      errors: {},
    };
    this.views.set(id, view);
    return view;
  }

  update(view: StoredView, content: ViewContent): void {
    Object.assign(view, { content, hash: this.nextHash(), errors: {} });
  }

  close(view: StoredView): void {
    view.open = false;
  }

  /** Closes all that is open before the user. */
  clear(userId: string): void {
    for (const view of this.stackOf(userId)) this.close(view);
  }

  private nextHash(): string {
    return `${++this.changes}.${slackId('', `hash ${this.changes}`)}`;
  }
}
