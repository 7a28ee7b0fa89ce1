import { esc } from '../simulator/consent.page';
import { blocksHtml } from './block.html';
import { JsonObject, objectIn, textIn } from './json.value';
import { Reader, shown } from './mrkdwn.html';
import { StoredView } from './view';

/** A modal as a form: sent off, dismissed, or clicked in. */
export function modalHtml({ id, userId, content, errors }: StoredView, reader: Reader): string {
  const { title, submit, close, blocks } = content;
  const home = `/inbox/${esc(userId)}`;
  const send = submit
    ? `<button class="primary" formaction="${home}/submit">${label(submit, 'Submit')}</button>`
    : '';
  // Enter presses the first button of a form, whichever that is: so the one that sends comes first, unseen.
  const onEnter = submit ? `<button formaction="${home}/submit" hidden></button>` : '';
  return `<form class="modal" method="post" action="${home}/click">${onEnter}
<input type="hidden" name="viewId" value="${esc(id)}">
<h2>${label(title, '')}</h2>${blocksHtml(blocks, reader, errors)}
<div class="actions"><button formaction="${home}/close" formnovalidate>${label(close, 'Cancel')}</button>${send}</div>
</form>`;
}

function label(text: JsonObject | null, otherwise: string): string {
  return shown(textIn(objectIn(text).text) || otherwise);
}
