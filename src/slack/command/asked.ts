/** Who typed or clicked, in Slack's words: a user's id means nothing without the team's. */
export interface SlackPerson {
  teamId: string;
  enterpriseId: string | null;
  slackUserId: string;
  slackUsername: string;
}

/** A `/time` command as it was typed, or as a button holds it. */
export interface Asked extends SlackPerson {
  /** Without the command's name, with Slack's escapes. */
  text: string;
  /** Opens one modal, within three seconds. */
  triggerId: string;
  /** Where more can be said, if Slack gave an address. */
  responseUrl: string | null;
  /** The question that a button answers; null for what was typed. */
  question: string | null;
  /** The person has been asked whether they mean it, and they do. */
  again: boolean;
}
