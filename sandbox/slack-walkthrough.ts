import { ROBIN_IN_SLACK } from './story/team';

/**
 * Slack in a shell, after the lines of `walkthrough` and `invoiceWalkthrough`: what the person was told, what they type,
 * what became of it. The two lines before the last move their daily summary to the next minute, by their own clock.
 */
export function slackWalkthrough(slackUrl: string): string[] {
  const soon = `node -p 'new Date(Date.now() + 65000).toTimeString().slice(0, 5)'`;
  return [
    `order() { curl -s ${slackUrl}/_control/$1 -H 'Content-Type: application/json' -d "$2"; }`,
    `inbox() { order messages '{"user":"${ROBIN_IN_SLACK}"}' | pick '.messages.map((message) => message.text).join("\\n")'; }`,
    `inbox`,
    `order sendCommand '{"user":"${ROBIN_IN_SLACK}","text":"2.5 hours: Client meeting"}' | pick .message.text`,
    `call "$api/time-entries?source=slack" | pick '.time_entries[0]'`,
    `soon=$(TZ=$(call $api/auth/me | pick .timezone) ${soon})`,
    `call -X PUT $api/integrations/slack/preferences -d '{"daily_summary_time":"'$soon'"}' | pick .message`,
    `inbox`,
  ];
}
