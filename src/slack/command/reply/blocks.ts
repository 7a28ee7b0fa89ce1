import { LONGEST_LABEL } from '../../text/button-limits';
import { clip } from '../../text/clip';
import type { ActionsBlock, Button, ContextBlock, MrkdwnText, PlainText, SectionBlock } from './block';

const LONGEST_SECTION = 3000;
const MOST_FIELDS = 10;
const MOST_BUTTONS = 25;

/** Text in Slack’s mark-up, in which the caller has escaped what is foreign. */
function markedUp(text: string): MrkdwnText {
  return { type: 'mrkdwn', text };
}

/** Text that Slack shows as it is. */
export function plain(text: string): PlainText {
  return { type: 'plain_text', text };
}

/** Lines in as few sections as hold them. Each line is shorter than a section. */
export function sections(lines: readonly string[]): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const longer = texts.length === 0 ? line : `${texts.at(-1)}\n${line}`;
    if (texts.length > 0 && longer.length <= LONGEST_SECTION) texts[texts.length - 1] = longer;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: 'section', text: markedUp(text) }));
}

/** Names and their values, in two columns. */
export function fields(pairs: readonly (readonly [string, string])[]): SectionBlock {
  const shown = pairs.slice(0, MOST_FIELDS).map(([name, value]) => markedUp(`*${name}*\n${value}`));
  return { type: 'section', fields: shown };
}

/** Small print. */
export function context(text: string): ContextBlock {
  return { type: 'context', elements: [markedUp(text)] };
}

/** @param question names what the buttons answer, so that it is answered once */
export function actions(buttons: readonly Button[], question?: string): ActionsBlock {
  const elements = buttons.slice(0, MOST_BUTTONS);
  return { type: 'actions', ...(question !== undefined && { block_id: question }), elements };
}

/** A button with foreign text on it: plain text needs no escapes. */
export function button(actionId: string, label: string, value: string): Button {
  return { type: 'button', action_id: actionId, text: plain(clip(label, LONGEST_LABEL)), value };
}
