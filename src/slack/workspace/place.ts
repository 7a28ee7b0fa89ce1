/** Where something happens in Slack. */
export interface Place {
  teamId?: string | null;
  /** The organisation that the team is part of, if it is in one. */
  enterpriseId?: string | null;
}

/** The ids under which an installation may be kept that serves a place: the team's own, or its organisation's. */
export function idsOf({ teamId, enterpriseId }: Place): string[] {
  return [teamId, enterpriseId].filter((id) => typeof id === 'string');
}
