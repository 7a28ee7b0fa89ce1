import type { Api } from '../harness/api';
import type { Service } from '../harness/service';

/** The usual cast: the admin who signed up first, two members, and somebody who may only look. */
export interface People {
  admin: Api;
  member: Api;
  stranger: Api;
  viewer: Api;
}

/** Signs everybody up. */
export async function signUpPeople(service: Service): Promise<People> {
  const admin = await service.signUp('Ada');
  const [member, stranger, viewer] = [
    await service.signUp('Mia'),
    await service.signUp('Sid'),
    await service.signUp('Vic'),
  ];
  await service.sql(`UPDATE users SET role = 'viewer' WHERE id = $1`, [await idOf(viewer)]);
  return { admin, member, stranger, viewer };
}

/** Who this is. */
export async function idOf(api: Api): Promise<string> {
  return (await api.get('/auth/me').expect(200)).body.id;
}

/** A new client. */
export async function aClient(api: Api, name = 'Acme'): Promise<string> {
  return (await api.post('/clients', { name }).expect(201)).body.id;
}

/** A new project of a client. */
export async function aProject(api: Api, clientId: string, rate: object = {}): Promise<string> {
  const project = { client_id: clientId, name: 'Website', ...rate };
  return (await api.post('/projects', project).expect(201)).body.id;
}

/** A new entry of 90 minutes, unless `fields` say otherwise. */
export async function anEntry(api: Api, fields: object = {}): Promise<string> {
  const entry = { started_at: '2026-03-02T09:00:00Z', duration_minutes: 90, ...fields };
  return (await api.post('/time-entries', entry).expect(201)).body.id;
}

/** An id that nothing has. */
export const UNKNOWN = '00000000-0000-4000-8000-000000000000';
