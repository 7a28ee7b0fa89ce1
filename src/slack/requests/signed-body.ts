import type { IncomingMessage } from 'node:http';

const SIGNED = /^\/api\/v1\/integrations\/slack\/(commands\/time|interactions|events)\/?$/i;

/**
 * Which bodies are kept byte by byte, since a signature is over bytes, and how long they may be. Slack sends forms and
 * JSON; whatever else somebody sends there has no right signature. Packed ones are refused, which Slack's never are.
 */
export const SIGNED_BODY = {
  type: ({ url = '' }: IncomingMessage): boolean => SIGNED.test(url.split('?', 1)[0]!),
  limit: 1 << 20,
  inflate: false,
};
