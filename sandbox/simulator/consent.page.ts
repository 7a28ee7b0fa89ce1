const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; background: #f0f4f9; color: #1f1f1f; margin: 0; padding: 8vh 16px }
  main { max-width: 440px; margin: 0 auto; background: #fff; border-radius: 24px; padding: 36px }
  h1 { font-size: 24px; font-weight: 400; margin: 0 0 8px }
  h2 { font-size: 16px; margin: 24px 0 0 }
  ul { padding-left: 20px }
  fieldset { border: 1px solid #c4c7c5; border-radius: 12px; margin: 20px 0; padding: 8px 16px }
  legend, .note { color: #5f6368; font-size: 14px }
  .scope { color: #5f6368; font-size: 12px }
  label { display: flex; gap: 12px; padding: 8px 0; overflow-wrap: anywhere }
  .actions { display: flex; justify-content: flex-end; gap: 12px }
  button { font: inherit; border: 0; border-radius: 20px; padding: 8px 24px; cursor: pointer; background: #d3e3fd }
  button[value=allow] { background: #0b57d0; color: #fff }`;

interface ConsentQuestion {
  title: string;
  /** The authorization request; it travels on in hidden fields. */
  params: URLSearchParams;
  accounts: readonly { email: string; name: string }[];
  /** What is asked for, as HTML. */
  asked: string;
  allow: string;
}

/** The question to the user: which account, yes or no. The form goes where the page came from. */
export function consentPage({ title, params, accounts, asked, allow }: ConsentQuestion): string {
  const hidden = [...params].map(
    ([name, value]) => `<input type="hidden" name="${esc(name)}" value="${esc(value)}">`,
  );
  const preferred = params.get('login_hint') ?? accounts[0]?.email;
  const people = accounts.map(
    ({ email, name }) =>
      `<label><input type="radio" name="account" value="${esc(email)}" required${email === preferred ? ' checked' : ''}>
       <span>${esc(name)}<br><span class="note">${esc(email)}</span></span></label>`,
  );
  return page(
    title,
    `<p class="note">${esc(hostOf(params.get('redirect_uri')))} asks for access.</p>
     <form method="post" action="?">${hidden.join('')}
       <fieldset><legend>Account</legend>${people.join('') || 'No account has been seeded.'}</fieldset>${asked}
       <div class="actions">
         <button name="decision" value="cancel" formnovalidate>Cancel</button>
         <button name="decision" value="allow">${allow}</button>
       </div>
     </form>`,
  );
}

/** A scope in the words that a person understands, its own name below in small type. */
export function scopeInWords(scope: string, words: Readonly<Record<string, string>>): string {
  const text = words[scope];
  const name = `<span class="scope">${esc(scope)}</span>`;
  return text === undefined ? name : `<span>${esc(text)}<br>${name}</span>`;
}

/** A box around what is asked for. */
export function askedFor(legend: string, lines: readonly string[]): string {
  return lines.length > 0 ? `<fieldset><legend>${legend}</legend>${lines.join('')}</fieldset>` : '';
}

export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${content}</main></body></html>`;
}

/** Text as it must stand in HTML, also between double quotes. */
export function esc(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function hostOf(address: string | null): string {
  return address !== null && URL.canParse(address) ? new URL(address).host : 'An application';
}
