import type { IncomingMessage } from 'node:http';

const SIGNED = /^\/api\/v1\/integrations\/slack\/(commands\/time|interactions|events)\/?$/i;

/**
 * Which bodies are kept as raw bytes, since a signature covers bytes, and how long they may be. Of any content type:
 * what is neither a form nor JSON has no right signature. Compressed bodies are refused; Slack sends none.
 */
export const SIGNED_BODY = {
  type: ({ url = '' }: IncomingMessage): boolean => SIGNED.test(url.split('?', 1)[0]!),
  limit: 1 << 20,
  inflate: false,
};
