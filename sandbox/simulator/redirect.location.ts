/** Where the browser is sent after a decision: the redirect address of the request, with the answer and the state. */
export function redirectLocation(params: URLSearchParams, answer: Record<string, string>): string {
  const location = new URL(params.get('redirect_uri') ?? '');
  const state = params.get('state');
  for (const [name, value] of Object.entries({ ...(state !== null && { state }), ...answer })) {
    location.searchParams.set(name, value);
  }
  return location.href;
}
