import { esc, page } from '../simulator/consent.page';
import { Workspace } from './workspace';

/** `GET /`, for people: whose inboxes there are, and which orders the simulator takes. */
export function workspacesPage(workspaces: Workspace[], orders: string[]): string {
  const teams = workspaces.map(({ name, enterprise, users }) => {
    const people = [...users.values()]
      .filter(({ isBot }) => !isBot)
      .map(
        ({ id, name: person, email, timeZone }) =>
          `<li><a href="/inbox/${esc(id)}">${esc(person)}</a><br>
           <span class="note">${esc(email)}, ${esc(timeZone)}</span></li>`,
      );
    const of = enterprise ? ` <span class="note">in ${esc(enterprise.name)}</span>` : '';
    return `<h2>${esc(name)}${of}</h2><ul>${people.join('')}</ul>`;
  });
  const content = `
<p>This is a stand-in for Slack on a developer’s machine: it installs the app, shows its messages and modals, and sends it
  commands and clicks, all in memory. It forgets everything when it stops.</p>
${teams.join('') || '<p>No workspace has been seeded.</p>'}
<h2>Orders</h2>
<p>It does what its real counterpart cannot be asked to do: <code>POST /_control/&lt;order&gt;</code>, with the details as
  JSON. The orders are</p>
<p class="note">${orders.map(esc).join(', ')}.</p>`;
  return page('Simulated Slack', content);
}
