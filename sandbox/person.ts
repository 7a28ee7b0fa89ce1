import { CONSULTANT } from './story/consultant';

/**
 * Who is there when a sandbox starts: the first user, hence admin, the owner of the simulated calendars, and the one who
 * installed the app in simulated Slack.
 */
export const PERSON = {
  email: CONSULTANT,
  name: 'Robin Berger',
  password: 'sandbox-password',
  timezone: 'Europe/Berlin',
};
