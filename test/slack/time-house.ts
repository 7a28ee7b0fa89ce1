import type { Api } from '../harness/api';
import { installed, type InstalledWorkspace, moveBothTo, type SlackService } from './slack-service';
import { Typist } from './typist';

/** Friday, 20 March 2026, four in the afternoon in Berlin: when the cases of the grammar are typed. */
export const FOUR = new Date('2026-03-20T15:00:00Z');

/** An entry as the wire shows it. */
export interface Entry {
  id: string;
  source: string;
  status: string;
  started_at: string;
  ended_at: string;
  duration_minutes: number;
  description: string;
  project_id: string | null;
  client_id: string | null;
}

/** Robin in Berlin, in a workspace of their own. */
export interface TimeHouse {
  robin: Api;
  acme: InstalledWorkspace;
  typist: Typist;
  entries(): Promise<Entry[]>;
  /** Forgets all entries, and that they were ever made. */
  forget(): Promise<void>;
}

export async function timeHouse(service: SlackService, name = 'Robin'): Promise<TimeHouse> {
  const robin = await service.signUp(name);
  await robin.patch('/auth/me', { timezone: 'Europe/Berlin' }).expect(200);
  const acme = await installed(service, robin);
  await moveBothTo(service, FOUR);
  return {
    robin,
    acme,
    typist: new Typist(service, acme.slackUserId),
    entries: async () => (await robin.get('/time-entries').expect(200)).body.time_entries,
    forget: async () => {
      await service.sql('DELETE FROM slack_time_entries');
      await service.sql('DELETE FROM time_entries');
    },
  };
}

/** Clients and projects, by name: `{ Globex: ['Acme', 'Web'] }`. @returns ids by name, projects as `Client/Project` */
export async function someProjects(
  api: Api,
  names: Record<string, string[]>,
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const [client, projects] of Object.entries(names)) {
    const { body } = await api.post('/clients', { name: client }).expect(201);
    ids[client] = body.id;
    for (const project of projects) {
      const made = await api.post('/projects', { client_id: body.id, name: project }).expect(201);
      ids[`${client}/${project}`] = made.body.id;
    }
  }
  return ids;
}
