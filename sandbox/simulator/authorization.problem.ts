/** Shown on the provider's own page, and nobody is sent back: the redirect address itself may be the lie. */
export class AuthorizationProblem extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
