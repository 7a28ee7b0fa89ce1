import { htmlPage, pagePolicy } from '../../common/http/html-page';
import { type Markup, markup } from '../../common/http/markup';
import type { CallbackOutcome } from './callback-outcome';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 38rem; margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
p { margin: 0 0 1rem; }
ul { padding-left: 1.2rem; }
section { border-left: .3rem solid; border-radius: .2rem; padding: .1rem 1rem; margin: 0 0 2rem; }
section h2 { font-size: 1.1rem; margin: .6rem 0 .2rem; }
.good { border-color: #2a8a4a; } .bad { border-color: #c0392b; } .open { border-color: #c98a00; }
`;

/** What the page may load: its own style sheet and nothing else. */
export const FRONT_PAGE_POLICY = pagePolicy(STYLE);

/**
 * The page at the service's own address.
 * @param simulators origins of simulated providers, on a development machine
 * @param outcome how the OAuth callback ended that sent the browser here, if one did
 */
export function frontPage(simulators: readonly string[], outcome: CallbackOutcome | undefined): string {
  const main = markup`${outcome ? outcomeSection(outcome) : ''}<h1>BillOps Integrations</h1>
<p>Calendar events become time entries, ready to be approved and billed.</p>
<ul>
<li><a href="/api/docs">API documentation</a>, and the same for programs: <a href="/api/openapi.json">OpenAPI</a></li>
<li><a href="/health/ready">Health of this process</a></li>
${simulators.map((origin) => markup`<li>Simulated provider: <a href="${origin}/">${origin}</a></li>\n`)}</ul>`;
  return htmlPage({ title: 'BillOps Integrations', style: STYLE, main });
}

function outcomeSection({ mood, title, text }: CallbackOutcome): Markup {
  return markup`<section class="${mood}" role="status">
<h2>${title}</h2>
<p>${text}</p>
</section>
`;
}
