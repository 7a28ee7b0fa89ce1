import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** New entries of one person, summed up. If there are several, each text is that of one of them. */
export interface NewEntries {
  userId: string;
  count: number;
  minutes: number;
  description: string;
  startedAt: Date;
  project: string | null;
  client: string | null;
}

const READ = `
SELECT entry.user_id AS "userId", count(*)::int AS count, sum(entry.duration_minutes)::int AS minutes,
  min(entry.description) AS description, min(entry.started_at) AS "startedAt", min(project.name) AS project,
  min(client.name) AS client
FROM time_entries entry
LEFT JOIN projects project ON project.id = entry.project_id
LEFT JOIN clients client ON client.id = entry.client_id
WHERE entry.id = ANY ($1)
GROUP BY entry.user_id`;

/** Reads what a notification says of new entries. */
@Injectable()
export class EntryNewsRepository {
  /** These entries summed up, one row for each user. @param manager of the transaction that made them */
  async read(manager: EntityManager, entryIds: string[]): Promise<NewEntries[]> {
    return manager.query<NewEntries[]>(READ, [entryIds]);
  }
}
