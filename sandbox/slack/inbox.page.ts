import { DateTime } from 'luxon';
import { esc, page } from '../simulator/consent.page';
import { attachmentsHtml, blocksHtml } from './block.html';
import { StoredMessage } from './message';
import { modalHtml } from './modal.html';
import { mrkdwn, Reader } from './mrkdwn.html';
import { StoredView } from './view';
import { Channel, SlackUser } from './workspace';

const STYLE = `<style>
  main { max-width: 680px }
  .message { border-top: 1px solid #e3e3e3; padding: 12px 0 }
  .message.ephemeral { background: #f8f8f8; padding: 12px }
  .section { display: flex; justify-content: space-between; gap: 12px; align-items: start }
  .section p, .attachment p { margin: 4px 0 }
  .elements { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 }
  .attachment { border-left: 4px solid; padding-left: 12px; margin: 8px 0 }
  .modal { border: 1px solid #747775; border-radius: 12px; padding: 16px 24px; margin: 16px 0 }
  .input { display: flex; flex-direction: column; gap: 4px }
  .mention { background: #fff3cd; padding: 0 2px }
  .error { color: #b3261e }
  .primary { background: #007a5a; color: #fff }
  .danger { background: #b3261e; color: #fff }
  .command { display: flex; gap: 8px }
  .command input { flex: 1 }
  input, select, textarea { font: inherit; padding: 6px }
  pre { white-space: pre-wrap }
</style>`;

/** What a user has before them. */
export interface Inbox {
  user: SlackUser;
  team: string;
  /** Of the app. */
  appName: string;
  command: string;
  /** Where the user may type a command. */
  channels: Channel[];
  /** Oldest first. */
  messages: StoredMessage[];
  views: StoredView[];
  reader: Reader;
  /** What the last thing that the user did led to, if anything went wrong. */
  note: string | null;
}

/** The messages and modals of a user, and a line to type a command into. */
export function inboxPage(inbox: Inbox): string {
  const { user, team, command, channels, messages, views, reader, note } = inbox;
  const top = views.at(-1);
  const places = channels.map(
    ({ id, name, user: partner }) =>
      `<option value="${esc(id)}">${partner === null ? `#${esc(name)}` : esc(inbox.appName)}</option>`,
  );
  const content = `${STYLE}
<p class="note"><a href="/">All workspaces</a> · ${esc(team)} · ${esc(user.timeZone)} ·
  <a href="/inbox/${esc(user.id)}">Reload</a></p>
${note === null ? '' : `<p class="error">${esc(note)}</p>`}
<form class="command" method="post" action="/inbox/${esc(user.id)}/command">
  <select name="channel">${places.join('')}</select>
  <input name="line" value="${esc(command)} " autofocus autocomplete="off"><button value="allow">Send</button>
</form>
${top ? modalHtml(top, reader) : ''}
${
  messages
    .map((message) => messageHtml(message, inbox))
    .reverse()
    .join('') || '<p>No messages yet.</p>'
}`;
  return page(esc(user.name), content);
}

function messageHtml(message: StoredMessage, { user, reader, channels, appName }: Inbox): string {
  const { ts, channel, text, blocks, attachments, ephemeralTo, editedAt, origin } = message;
  const at = DateTime.fromSeconds(Number(ts), { zone: user.timeZone }).toFormat('HH:mm:ss');
  const place = channels.find(({ id }) => id === channel);
  const where = place?.user === null ? ` in #${esc(place.name)}` : '';
  const only = ephemeralTo === null ? '' : ' · Only visible to you';
  const from = origin === 'slack' ? 'Slackbot' : esc(appName);
  const words = blocks.length > 0 ? blocksHtml(blocks, reader) : `<p>${mrkdwn(text, reader)}</p>`;
  return `<form class="message${ephemeralTo === null ? '' : ' ephemeral'}" method="post" action="/inbox/${esc(user.id)}/click">
<input type="hidden" name="channel" value="${esc(channel)}"><input type="hidden" name="ts" value="${esc(ts)}">
<span class="note"><b>${from}</b>${where} · ${at}${editedAt === null ? '' : ' (edited)'}${only}</span>
${words}${attachmentsHtml(attachments, reader)}</form>`;
}
