import { TargetArchived } from '../../../billing/time-entries/target-archived';
import { Problem } from '../../../common/errors/problem';
import type { FieldErrors } from '../form/modal';
import { problemReply } from '../reply/problem-reply';
import type { Reply } from '../reply/reply';
import { detailOf, said } from './said';

/** What came of a form: a reply, or what is wrong in its fields. */
export type Outcome = { reply: Reply } | { errors: FieldErrors };

/** Carries a form out; a refusal becomes an error of its fields. Never throws. */
export async function outcomeOf(submit: () => Promise<Outcome>): Promise<Outcome> {
  let outcome: Outcome | undefined;
  const { reply } = await said(async () => {
    outcome = await submit().catch(inFields);
    return null;
  });
  return outcome ?? { errors: { duration: reply?.text ?? '' } };
}

/** An outcome as a reply, for a form that is closed by now. */
export function replyOf(outcome: Outcome): Reply {
  if ('reply' in outcome) return outcome.reply;
  const message = Object.values(outcome.errors).join(' ');
  return problemReply({ code: 'validation_failed', message });
}

function inFields(error: unknown): Outcome {
  if (!(error instanceof Problem)) throw error;
  const [first] = (error.extensions.errors ?? []) as { pointer: string }[];
  const isOfProject = first?.pointer === '/project_id' || error instanceof TargetArchived;
  return { errors: { [isOfProject ? 'project' : 'duration']: detailOf(error) } };
}
