import { htmlPage, pagePolicy } from '../../../common/http/html-page';
import { markup } from '../../../common/http/markup';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 30rem; margin: 10vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
p, dl { margin: 0 0 1rem; }
dt { font-size: .9rem; opacity: .8; } dd { margin: 0 0 .5rem; font-weight: 600; overflow-wrap: anywhere; }
label { display: block; }
input { display: block; box-sizing: border-box; width: 100%; margin: 0 0 1rem; padding: .5rem; font: inherit; }
button { padding: .5rem 1.2rem; font: inherit; cursor: pointer; }
button:disabled { cursor: default; }
.bad, .good { border-left: .3rem solid; border-radius: .2rem; padding: .4rem 1rem; }
.bad { border-color: #c0392b; } .good { border-color: #2a8a4a; }
[tabindex="-1"]:focus { outline: none; }
[hidden] { display: none; }
`;

/** The page's own style, its script and our API: nothing else is loaded or called, and no other page may frame it. */
export const LINK_PAGE_POLICY = pagePolicy(STYLE, `script-src 'self'`, `connect-src 'self'`);

/** Where a one-time link leads while there is no web app of its own. The page shows nothing of the request. */
export const LINK_PAGE = htmlPage({
  title: 'Link your Slack account · BillOps Integrations',
  style: STYLE,
  script: 'link.js',
  main: markup`<h1>Link your Slack account</h1>
<noscript><p class="bad">This page needs JavaScript: it reads the link, which no server gets to see.</p></noscript>
<p id="problem" class="bad" role="alert" hidden></p>
<form id="sign-in" hidden>
<h2 tabindex="-1">Sign in</h2>
<p>So that we know who you are here.</p>
<label for="email">E-mail</label>
<input id="email" type="email" autocomplete="username" maxlength="254" required>
<label for="password">Password</label>
<input id="password" type="password" autocomplete="current-password" maxlength="256" required>
<button>Sign in</button>
</form>
<form id="confirm" hidden>
<h2 tabindex="-1">Is this you?</h2>
<dl>
<dt>In Slack</dt><dd id="slack-user"></dd>
<dt>Workspace</dt><dd id="workspace"></dd>
<dt>Signed in here as</dt><dd id="account"></dd>
</dl>
<p>Whoever uses that Slack account will log time in your name and read your messages. Go on only if it is yours,
and if you asked for this link in Slack yourself.</p>
<button>Yes, link them</button>
</form>
<section id="done" class="good" role="status" hidden>
<h2 tabindex="-1">Linked</h2>
<p id="outcome"></p>
<p>You can close this page, and go on with <code>/time</code> in Slack.</p>
</section>`,
});
