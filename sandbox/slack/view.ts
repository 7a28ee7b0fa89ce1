import { JsonObject } from './json.value';

/** A modal as the app described it. */
export interface ViewContent {
  title: JsonObject;
  submit: JsonObject | null;
  close: JsonObject | null;
  blocks: JsonObject[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
}

/** A modal that is, or was, open before a user. */
export interface StoredView {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  content: ViewContent;
  hash: string;
  open: boolean;
  /** What the service found wrong at the last submission, by block id. */
  errors: Record<string, string>;
}
