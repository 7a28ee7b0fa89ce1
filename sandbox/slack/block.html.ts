import { esc } from '../simulator/consent.page';
import { elementHtml } from './element.html';
import { isObject, JsonObject, objectIn, objectsIn, textIn } from './json.value';
import { mrkdwn, Reader, shown } from './mrkdwn.html';

/** Blocks as HTML; the form that they stand in says where clicks go. */
export function blocksHtml(
  blocks: JsonObject[],
  reader: Reader,
  errors: Readonly<Record<string, string>> = {},
): string {
  return blocks
    .map((block) => {
      const error = errors[textIn(block.block_id)];
      return blockHtml(block, reader) + (error === undefined ? '' : `<p class="error">${shown(error)}</p>`);
    })
    .join('');
}

/** Coloured boxes below, or instead of, the blocks. */
export function attachmentsHtml(attachments: JsonObject[], reader: Reader): string {
  return attachments
    .map((attachment) => {
      const { color, pretext, title, text, fields, footer, blocks } = attachment;
      const bar = /^#?[0-9a-f]{6}$/i.test(textIn(color)) ? `#${textIn(color).replace('#', '')}` : '#ddd';
      const lines = [
        title,
        text,
        ...objectsIn(fields).flatMap((field) => [field.title, field.value]),
        footer,
      ];
      const shownLines = lines
        .filter((line) => textIn(line) !== '')
        .map((line) => `<p>${mrkdwn(textIn(line), reader)}</p>`);
      const before = textIn(pretext) === '' ? '' : `<p>${mrkdwn(textIn(pretext), reader)}</p>`;
      const inside = shownLines.join('') + blocksHtml(objectsIn(blocks), reader);
      return `${before}<div class="attachment" style="border-color:${bar}">${inside}</div>`;
    })
    .join('');
}

function blockHtml(block: JsonObject, reader: Reader): string {
  const blockId = textIn(block.block_id);
  switch (block.type) {
    case 'section': {
      const texts = [block.text, ...objectsIn(block.fields)].filter(isObject);
      const words = texts.map((text) => `<p>${textHtml(text, reader)}</p>`).join('');
      const beside = isObject(block.accessory) ? elementOrImage(block.accessory, blockId) : '';
      return `<div class="section"><div>${words}</div>${beside}</div>`;
    }
    case 'header':
      return `<h3>${textHtml(block.text, reader)}</h3>`;
    case 'divider':
      return '<hr>';
    case 'context':
      return `<p class="note">${objectsIn(block.elements)
        .map((element) => (element.type === 'image' ? imageHtml(element) : textHtml(element, reader)))
        .join(' ')}</p>`;
    case 'actions':
      return `<div class="elements">${objectsIn(block.elements)
        .map((element) => elementHtml(element, blockId))
        .join(' ')}</div>`;
    case 'input': {
      const optional = block.optional === true ? ' <span class="note">(optional)</span>' : '';
      const hint = isObject(block.hint) ? `<span class="note">${textHtml(block.hint, reader)}</span>` : '';
      return `<p class="input"><span>${textHtml(block.label, reader)}${optional}</span>
        ${elementHtml(objectIn(block.element), blockId, block.dispatch_action !== true)}${hint}</p>`;
    }
    case 'image':
      return `<p>${imageHtml(block)}</p>`;
    case 'markdown':
      return `<p>${shown(textIn(block.text)).replaceAll('\n', '<br>')}</p>`;
    default:
      return `<p class="note">A block of type ${esc(textIn(block.type))}</p>`;
  }
}

function elementOrImage(element: JsonObject, blockId: string): string {
  return element.type === 'image' ? imageHtml(element) : elementHtml(element, blockId);
}

/** The page loads nothing from elsewhere: an image is its description. */
function imageHtml({ alt_text }: JsonObject): string {
  return `<span class="note">[${esc(textIn(alt_text))}]</span>`;
}

function textHtml(value: unknown, reader: Reader): string {
  const { type, text } = objectIn(value);
  return type === 'mrkdwn' ? mrkdwn(textIn(text), reader) : shown(textIn(text)).replaceAll('\n', '<br>');
}
