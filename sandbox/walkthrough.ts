import { PERSON } from './person';

/** The form of Google's consent page, as the person would send it off; nobody but Google gets to see it. */
const CONSENT = [
  '--data "${link#*\\?}"',
  `--data-urlencode account=${PERSON.email}`,
  '--data-urlencode granted=https://www.googleapis.com/auth/calendar.readonly',
  '--data decision=allow',
].join(' ');

/**
 * The main job in a shell, from signing in to the first time entry. Every line can be pasted, into zsh too: it takes no
 * comments and expands bare brackets.
 */
export function walkthrough(url: string): string[] {
  const login = JSON.stringify({ email: PERSON.email, password: PERSON.password });
  const selection = `{"calendar_id":"${PERSON.email}","oauth_account_id":"'$account'","sync_enabled":false}`;
  return [
    `api=${url}/api/v1 jar=$(mktemp)`,
    `pick() { node -pe "JSON.parse(fs.readFileSync(0))$1"; }`,
    `call() { curl -s -b $jar -c $jar -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@"; }`,
    `token=$(call $api/auth/login -d '${login}' | pick .access_token)`,
    `link=$(call $api/integrations/google/authorize | pick .auth_url); echo "$link"`,
    `curl -sL -b $jar -o /dev/null -w '%{url_effective}\\n' ${CONSENT} "\${link%%\\?*}"`,
    `account=$(call $api/integrations/accounts | pick '.accounts.find((one) => one.provider === "google").id')`,
    `call "$api/integrations/google/calendars?oauth_account_id=$account" | pick .calendars`,
    `calendar=$(call $api/integrations/google/select-calendar -d '${selection}' | pick .calendar_id)`,
    `call -X POST $api/integrations/google/$calendar/sync | pick ''`,
    `event=$(call "$api/integrations/calendars/$calendar/events?state=unconverted" | pick '.events.find((one) => one.summary).id')`,
    `entry=$(call $api/integrations/calendars/events/convert -d '{"synced_event_id":"'$event'"}' | pick .time_entry_id)`,
    `call $api/time-entries/$entry | pick ''`,
  ];
}
