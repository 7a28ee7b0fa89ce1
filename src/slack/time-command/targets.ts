import { fault, type Recogniser } from './item';
import { matchAt, pattern, pointerOf } from './scan';

const WORD = pattern(String.raw`([#@])([^\s:,;]+)`);
const NAMELESS_CHANNEL = pattern(String.raw`<#[A-Z0-9]+\|?>`);

/** `#project` or `@client`; whether they exist is not known here. */
export const target: Recogniser = (text, at) => {
  const channel = matchAt(NAMELESS_CHANNEL, text, at);
  if (channel) return fault('project_unreadable', pointerOf(channel));
  const match = matchAt(WORD, text, at);
  const [, sign, word] = match ?? [];
  if (match === undefined || word === undefined) return undefined;
  return { kind: sign === '#' ? 'project' : 'client', pointer: pointerOf(match), word };
};
