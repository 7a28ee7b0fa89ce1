/** The blocks of Slack that we write: https://docs.slack.dev/reference/block-kit/blocks */
export interface MrkdwnText {
  type: 'mrkdwn';
  text: string;
}

export interface PlainText {
  type: 'plain_text';
  text: string;
}

export interface Button {
  type: 'button';
  action_id: string;
  text: PlainText;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
}

export interface SectionBlock {
  type: 'section';
  text?: MrkdwnText;
  fields?: MrkdwnText[];
}

export interface ContextBlock {
  type: 'context';
  elements: MrkdwnText[];
}

export interface ActionsBlock {
  type: 'actions';
  /** Comes back with a click: we name the question with it. */
  block_id?: string;
  elements: Button[];
}

/** What a message is made of. */
export type Block = SectionBlock | ContextBlock | ActionsBlock;
