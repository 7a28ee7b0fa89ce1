export type GuardedFetchReason = 'origin' | 'deadline' | 'size' | 'network';

const SENTENCES: Record<GuardedFetchReason, string> = {
  origin: 'The address is not on a host that this client may speak to.',
  deadline: 'The answer did not arrive in time.',
  size: 'The answer is too long.',
  network: 'There was no answer, or it broke off.',
};

/**
 * There was no complete answer. The error holds neither address nor header, and on purpose no `cause`: those of `fetch`
 * name the URL.
 */
export class GuardedFetchError extends Error {
  /** @param code the system's (`ECONNRESET`), if it gave one */
  constructor(
    readonly reason: GuardedFetchReason,
    readonly code?: string,
  ) {
    super(SENTENCES[reason]);
    this.name = 'GuardedFetchError';
  }
}
