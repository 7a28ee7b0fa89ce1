/**
 * What the page of a one-time link does in the browser. The link's token comes from behind the # and goes only into
 * bodies of requests. The session's token is kept in a variable and ends with the page.
 */
export const LINK_PAGE_SCRIPT = `'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  const steps = ['sign-in', 'confirm', 'done'];
  let bearer;

  function show(step) {
    for (const each of steps) byId(each).hidden = each !== step;
    // So that a screen reader says where one is.
    if (step) byId(step).querySelector('h2').focus();
  }

  function complain(text) {
    byId('problem').textContent = text;
    byId('problem').hidden = !text;
  }

  async function ask(method, path, body) {
    const headers = { accept: 'application/json' };
    if (body) headers['content-type'] = 'application/json';
    if (bearer) headers.authorization = 'Bearer ' + bearer;
    const response = await fetch('../api/v1/' + path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
    }).catch(() => {
      throw new Error('The service cannot be reached right now. Try again.');
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    const problem = new Error(answer.detail || 'Something went wrong. Try again.');
    throw Object.assign(problem, { code: answer.code });
  }

  function onSubmit(id, act) {
    byId(id).addEventListener('submit', async (event) => {
      event.preventDefault();
      const button = byId(id).querySelector('button');
      button.disabled = true;
      complain('');
      try {
        await act();
      } catch (error) {
        complain(error.message);
        if (error.code === 'invalid_link') show();
      } finally {
        button.disabled = false;
      }
    });
  }

  onSubmit('sign-in', async () => {
    const session = await ask('POST', 'auth/login', {
      email: byId('email').value,
      password: byId('password').value,
    }).catch((error) => {
      if (error.code === 'unauthenticated') error.message = 'The e-mail or the password is wrong.';
      throw error;
    });
    bearer = session.access_token;
    const [me, preview] = await Promise.all([
      ask('GET', 'auth/me'),
      ask('POST', 'integrations/slack/link/preview', { token }),
    ]);
    byId('sign-in').reset();
    byId('slack-user').textContent = '@' + preview.slack_username;
    byId('workspace').textContent = preview.workspace_name;
    byId('account').textContent = me.name + ' (' + me.email + ')';
    show('confirm');
  });

  onSubmit('confirm', async () => {
    const linked = await ask('POST', 'integrations/slack/link', { token });
    byId('outcome').textContent = linked.message;
    // The token is used up, so it goes from the history.
    history.replaceState(null, '', location.pathname);
    show('done');
  });

  if (token) show('sign-in');
  else complain('This link is not complete. Open the whole link that Slack shows you.');
})();
`;
