/** The service's address, as browsers know it. */
export function addressOf(port: number): string {
  return `http://localhost:${port}`;
}

/** Where a provider sends browsers back to: the simulator has to know it, as the real one does. */
export function redirectUriFor(slug: string, port: number): string {
  return `${addressOf(port)}/api/v1/integrations/${slug}/callback`;
}

/** Where Slack sends what people type and click, and what happens to the app. The service listens on the loopback. */
export function slackTargetsFor(
  port: number,
): Record<'commandsUrl' | 'interactionsUrl' | 'eventsUrl', string> {
  const slack = `http://127.0.0.1:${port}/api/v1/integrations/slack`;
  return {
    commandsUrl: `${slack}/commands/time`,
    interactionsUrl: `${slack}/interactions`,
    eventsUrl: `${slack}/events`,
  };
}
