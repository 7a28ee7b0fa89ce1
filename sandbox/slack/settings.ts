/** Standing switches; as they are at first, Slack has a good day. */
export interface Settings {
  /** Milliseconds that the service has to answer a delivery. */
  answerWithin: number;
  /** Seconds before each retry of an event; empty: no retries. */
  eventRetryDelays: number[];
  /** Tell the service by events of tokens that are revoked and of the app's removal, however that came about. */
  sendEvents: boolean;
  /** The app's switch "Escape channels, users, and links": `#general` in a command arrives as `<#C…|general>`. */
  escapeNames: boolean;
  /** One message a second and channel, more are 429: https://docs.slack.dev/apis/web-api/rate-limits */
  limitPosts: boolean;
  /** Off: the app has no Messages tab, so its direct messages are refused. */
  messagesTab: boolean;
}

export const DEFAULT_SETTINGS: Readonly<Settings> = {
  answerWithin: 3_000,
  eventRetryDelays: [0, 60, 300],
  sendEvents: true,
  escapeNames: false,
  limitPosts: false,
  messagesTab: true,
};
