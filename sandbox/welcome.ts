import { invoiceWalkthrough } from './invoice-walkthrough';
import { PERSON } from './person';
import type { Sandbox } from './sandbox';
import { inboxOf } from './simulated-slack';
import { JO_IN_SLACK, ROBIN_IN_SLACK } from './story/team';
import { slackWalkthrough } from './slack-walkthrough';
import { walkthrough } from './walkthrough';

/** What a person reads when the sandbox is up: where it is, who they are there, what to try. */
export function welcome(sandbox: Sandbox): string {
  const { url, googleUrl, microsoftUrl, slackUrl, databaseUrl, logFile } = sandbox;
  const inbox = inboxOf(slackUrl, ROBIN_IN_SLACK);
  return `
BillOps Integrations is up:  ${url}

  sign in as           ${PERSON.email}   (admin)
  password             ${PERSON.password}
  API docs             ${url}/api/docs
  simulated Google     ${googleUrl}   (${PERSON.name}'s calendars around this week)
  simulated Microsoft  ${microsoftUrl}   (the same person's Outlook)
  simulated Slack      ${inbox}   (their inbox: the app is installed, and knows them)
  database             ${databaseUrl}
  service's log        ${logFile}
${reconnected(sandbox)}
In a browser: time from Slack

  Open ${inbox} and send "/time 2.5 hours: Client meeting".
  The reply says what was logged, with buttons to undo and edit it. "/time help" shows what else there is, and "/time"
  alone opens a form. Notifications come to the same inbox. ${inboxOf('', JO_IN_SLACK)} is a colleague whom the service does not know.

In a browser: a Google calendar becomes time entries

  1. Open ${url}/api/docs and send POST /auth/login with the login above ("Try it out", "Execute").
     Copy the access_token of the answer into "Authorize" at the top of the page.
  2. Send GET /integrations/{provider}/authorize for google, and open the auth_url of the answer in a new tab.
     Allow access there: you come back to the front page, which says that the account is connected.
  3. Back in the docs: GET /integrations/accounts, POST …/google/select-calendar (calendar_id: ${PERSON.email}),
     POST …/google/{calendar_id}/sync, GET …/calendars/{id}/events, POST …/events/convert, GET /time-entries.

Outlook: the same routes with microsoft for google; its calendar_id is in GET …/microsoft/calendars.

The same in a shell, line by line; the sixth line does what the consent page would

${indented(walkthrough(url))}

That entry on an invoice, in the same shell; GET /invoices/{id}/print is the page of it

${indented(invoiceWalkthrough())}

Slack in the same shell: what was told of entry and invoice, /time, and a summary of the day within two minutes

${indented(slackWalkthrough(slackUrl))}

Ctrl-C stops everything. The data stay for the next start; npm run sandbox -- --fresh begins anew.
`;
}

function indented(lines: string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

/** Says what a restart did to connections, if there were any. */
function reconnected({ reconnection: { again, lost } }: Sandbox): string {
  const lines = [
    again.length > 0 &&
      `Connected again, because the simulators forget everything when they stop: ${again.join(', ')}`,
    lost.length > 0 && `Unknown to the simulators, to be connected again: ${lost.join(', ')}`,
  ];
  const told = lines.filter((line) => line !== false);
  return told.map((line) => `\n${line}\n`).join('');
}
