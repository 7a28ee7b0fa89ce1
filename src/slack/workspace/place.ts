/** Where something happens in Slack. */
export interface Place {
  teamId?: string | null;
  /** The organisation that the team is part of, if it is in one. */
  enterpriseId?: string | null;
}

/** The ids of the workspaces whose installation may serve a place: the team's own, and its organisation's. */
export function idsOf({ teamId, enterpriseId }: Place): string[] {
  return [teamId, enterpriseId].filter((id) => typeof id === 'string');
}
