import type { WorkspaceInput } from '../slack/workspace';
import { CONSULTANT } from './consultant';

export const BERGER_TEAM = 'T0BERGER';
/** Robin Berger in Slack. */
export const ROBIN_IN_SLACK = 'U0ROBIN';
/** The colleague, whom the service does not know. */
export const JO_IN_SLACK = 'U0JO';

/** The Slack of Berger Consulting: Robin Berger, who runs it, and a colleague who has just begun. */
export const BERGER_CONSULTING: WorkspaceInput = {
  id: BERGER_TEAM,
  name: 'Berger Consulting',
  users: [
    { id: ROBIN_IN_SLACK, name: 'Robin Berger', email: CONSULTANT, timeZone: 'Europe/Berlin' },
    {
      id: JO_IN_SLACK,
      name: 'Jo Novak',
      email: 'jo@berger-consulting.example',
      timeZone: 'America/New_York',
    },
  ],
  channels: [{ id: 'C0GENERAL', name: 'general' }],
};
