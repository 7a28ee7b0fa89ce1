import { DataSource } from 'typeorm';
import { startSlackSimulator } from '../../sandbox/slack/slack.simulator';
import { SlackControl } from '../../sandbox/slack/slack.control';
import { Clock } from '../../src/common/clock';
import { type NewNotification, Outbox } from '../../src/notifications/outbox';
import type { Api } from '../harness/api';
import { REDIRECT_URI } from '../harness/provider-environment';
import type { Cluster } from './cluster';

const TEAM = 'T0FAULTS';
const FACT = /Fact (\d+)\b/;

/** Simulated Slack with one workspace. */
export interface Workspace {
  url: string;
  control: SlackControl;
  /** The ids of the people in it. */
  members: string[];
  close(): Promise<void>;
}

export async function startWorkspace(people: number): Promise<Workspace> {
  const { url, close } = await startSlackSimulator({ redirectUris: [REDIRECT_URI.slack] });
  const control = new SlackControl(url);
  const members = Array.from({ length: people }, (_, number) => `U0PERSON${number}`);
  const users = members.map((id) => ({ id, name: id, handle: id.toLowerCase() }));
  await control.seedWorkspaces({ workspaces: [{ id: TEAM, name: 'Faults', users }] });
  return { url, control, members, close };
}

/** Everybody in a workspace as users of the service, who are told facts with numbers, and what Slack shows them of those. */
export class Audience {
  private facts = 0;

  private constructor(
    private readonly workspace: Workspace,
    private readonly users: readonly string[],
    private readonly database: DataSource,
  ) {}

  /** How many facts have been raised. */
  get size(): number {
    return this.facts;
  }

  /** @param admin who installs the app, and is bound to the first in the workspace */
  static async gather(cluster: Cluster, admin: Api, workspace: Workspace): Promise<Audience> {
    await install(admin, workspace);
    const people = await cluster.sql<{ id: string }>(
      `WITH people AS (
         INSERT INTO users (email, name, password_hash)
         SELECT lower(member) || '@example.com', member, 'x' FROM unnest($1::text[]) member RETURNING id, name
       ), bound AS (
         INSERT INTO slack_user_bindings (user_id, integration_id, team_id, slack_user_id, slack_username)
         SELECT people.id, integration.id, integration.workspace_id, people.name, people.name
         FROM people, slack_integrations integration
       )
       SELECT id FROM people
       UNION ALL SELECT user_id FROM slack_user_bindings`,
      [workspace.members.slice(1)],
    );
    const database = new DataSource({ type: 'postgres', url: cluster.databaseUrl });
    const ids = people.map(({ id }) => id);
    return new Audience(workspace, ids, await database.initialize());
  }

  /** So many more facts, one for each person in turn, in one transaction. */
  async raise(count: number): Promise<void> {
    const news = Array.from({ length: count }, () => this.next());
    await this.database.transaction((manager) => new Outbox(new Clock()).raise(manager, news));
  }

  /** How often each fact can be read in Slack; those that cannot are not in it. */
  async read(): Promise<Map<number, number>> {
    const { messages } = await this.workspace.control.messages({ team: TEAM, deleted: false });
    const times = new Map<number, number>();
    for (const { text, blocks, attachments } of messages) {
      const fact = Number(FACT.exec(JSON.stringify({ text, blocks, attachments }))?.[1]);
      times.set(fact, (times.get(fact) ?? 0) + 1);
    }
    return times;
  }

  async leave(): Promise<void> {
    await this.database.destroy();
  }

  private next(): NewNotification {
    const userId = this.users[this.facts % this.users.length]!;
    const description = `Fact ${(this.facts += 1)}`;
    const facts = { count: 1, minutes: 30, description, startedAt: null, project: null, client: null };
    return { userId, type: 'time_entry_created', facts };
  }
}

async function install(admin: Api, { control, members }: Workspace): Promise<void> {
  const { body } = await admin.get('/integrations/slack/authorize').expect(200);
  const { location } = await control.authorize({ authUrl: body.auth_url as string, user: members[0] });
  const { searchParams } = new URL(location);
  const callback = { code: searchParams.get('code'), state: searchParams.get('state') };
  await admin.post('/integrations/slack/callback', callback).expect(200);
}

/** The number of a fact, from what was raised. */
export function numberOf(description: string): number {
  return Number(FACT.exec(description)?.[1]);
}
