import { elementsIn } from './block.ids';
import { JsonObject, textIn } from './json.value';
import { Answers } from './view.state';
import { World } from './world';

/** The blocks of a modal or a message, if there is such a one. */
export function blocksAt(
  { views, messages }: World,
  place: { viewId: string } | { channel: string; ts: string },
): JsonObject[] {
  if ('viewId' in place) return views.find(place.viewId)?.content.blocks ?? [];
  return messages.find(place.channel, place.ts)?.blocks ?? [];
}

/** What a form of the inbox has for the elements of the blocks: `value <action_id>`, several times where several count. */
export function answersIn(form: URLSearchParams, blocks: JsonObject[]): Answers {
  const answers: Answers = {};
  for (const { element } of elementsIn(blocks)) {
    if (element.type === 'button') continue;
    const actionId = textIn(element.action_id);
    const given = form.getAll(`value ${actionId}`);
    const several = element.type === 'checkboxes' || element.type === 'multi_static_select';
    answers[actionId] = several ? given : (given[0] ?? '');
  }
  return answers;
}
