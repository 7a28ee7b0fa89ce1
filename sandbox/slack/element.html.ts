import { esc } from '../simulator/consent.page';
import { optionsOf } from './action';
import { JsonObject, objectIn, textIn } from './json.value';
import { shown } from './mrkdwn.html';
import { initialAnswer } from './view.state';

/** What can be pressed, picked or typed into. A click is sent as `click`, what is chosen as `value <action_id>`. */
export function elementHtml(element: JsonObject, blockId: string, inInput = false): string {
  if (element.type === 'button') return button(element, blockId, textIn(objectIn(element.text).text));
  const field = fieldHtml(element);
  // In a message, or outside an input block, a choice counts at once: without scripts, with a button.
  return inInput ? field : `${field} ${button(element, blockId, 'Choose')}`;
}

function button(element: JsonObject, blockId: string, label: string): string {
  const click = esc(JSON.stringify([blockId, element.action_id]));
  const style = ['primary', 'danger'].includes(textIn(element.style)) ? textIn(element.style) : 'plain';
  return `<button class="${style}" name="click" value="${click}" formnovalidate>${shown(label)}</button>`;
}

function fieldHtml(element: JsonObject): string {
  const name = `name="value ${esc(textIn(element.action_id))}"`;
  const initial = initialAnswer(element);
  const value = `value="${esc(Array.isArray(initial) ? '' : initial)}"`;
  const hint = `placeholder="${esc(textIn(objectIn(element.placeholder).text))}"`;
  switch (element.type) {
    case 'static_select':
    case 'overflow':
    case 'radio_buttons':
      return `<select ${name}><option value=""></option>${options(element, [initial].flat())}</select>`;
    case 'multi_static_select':
    case 'checkboxes':
      return `<select ${name} multiple>${options(element, [initial].flat())}</select>`;
    case 'datepicker':
      return `<input type="date" ${name} ${value}>`;
    case 'timepicker':
      return `<input type="time" ${name} ${value}>`;
    case 'plain_text_input':
      return element.multiline === true
        ? `<textarea rows="4" ${name} ${hint}>${esc([initial].flat().join())}</textarea>`
        : `<input ${name} ${value} ${hint}>`;
    default:
      return `<input ${name} ${value} ${hint}>`;
  }
}

function options(element: JsonObject, chosen: string[]): string {
  return optionsOf(element)
    .map(({ text, value }) => {
      const selected = chosen.includes(textIn(value)) ? ' selected' : '';
      return `<option value="${esc(textIn(value))}"${selected}>${shown(textIn(objectIn(text).text))}</option>`;
    })
    .join('');
}
