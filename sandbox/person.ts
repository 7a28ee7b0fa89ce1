import { CONSULTANT } from './story/consultant';

/** Who is there when a sandbox starts: the first user, hence admin, and the owner of the simulated calendars. */
export const PERSON = { email: CONSULTANT, name: 'Robin Berger', password: 'sandbox-password' };
