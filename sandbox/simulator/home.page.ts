import { RequestHandler } from 'express';
import { esc, page } from './consent.page';

/** Somebody whom the simulator knows, with the names of their calendars. */
export interface Resident {
  email: string;
  name: string;
  calendars: string[];
}

interface Home {
  /** "Google" */
  provider: string;
  /** Asked at each visit, for orders change it. */
  residents: () => Resident[];
  /** As the control router has them. */
  orders: object;
}

/** `GET /`, for people: what listens here, who lives in it, and how it takes orders. */
export function showHome({ provider, residents, orders }: Home): RequestHandler {
  return (_request, response) => {
    const people = residents().map(
      ({ email, name, calendars }) =>
        `<li>${esc(name)}, ${esc(email)}<br><span class="note">${calendars.map(esc).join(' · ')}</span></li>`,
    );
    const content = `
<p>This is a stand-in for ${provider} on a developer’s machine: it asks for consent, gives tokens and serves
  calendars, all in memory. It forgets everything when it stops.</p>
<h2>Accounts</h2>${people.length > 0 ? `<ul>${people.join('')}</ul>` : '<p>None has been seeded.</p>'}
<h2>Orders</h2>
<p>It does what its real counterpart cannot be asked to do: <code>POST /_control/&lt;order&gt;</code>, with the details as
  JSON. The orders are</p>
<p class="note">${Object.keys(orders).map(esc).join(', ')}.</p>`;
    response.type('html').send(page(`Simulated ${provider}`, content));
  };
}
