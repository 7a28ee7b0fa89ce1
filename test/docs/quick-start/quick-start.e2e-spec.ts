import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { Client } from 'pg';
import { PERSON } from '../../../sandbox/person';
import { Api } from '../../harness/api';
import { eventually } from '../../harness/eventually';
import { RunningSandbox } from '../../sandbox/running-sandbox';
import { SlackInSandbox } from '../../sandbox/slack-in-sandbox';
import { codeBlocksOf, type Step, stepsOf } from './code-blocks';
import { departure } from './comparison';
import { type Outcome, ShellSession } from './shell-session';

/** A summary of the day comes at a full minute; the rest is a second or a few. */
const PATIENCE = 240_000;

const PAGE = codeBlocksOf('docs/quick-start.md');
const QUICK_START = stepsOf(PAGE);
const STATEMENTS = PAGE.filter(({ language }) => language === 'sql');
const README = stepsOf(codeBlocksOf('README.md')).filter(({ section }) => section === 'The main job');

type Row = Record<string, unknown>;

/** Some of the rows that the SQL finds after the quick start. */
const WHAT_BECAME_OF_IT = [
  { calendar_name: 'Initech project', trigger: 'manual', mode: 'full', status: 'success' },
  { name: 'Initech', currency: 'EUR', entries: '1', hours: '3.50', amount: '34965' },
  { currency: 'EUR', invoices: '1', total: '97125' },
  { actor: PERSON.name, entity: 'invoices', action: 'changed' },
];

describe('The documented lines', () => {
  let folder: string;
  let sandbox: RunningSandbox;
  const shells: ShellSession[] = [];

  beforeAll(async () => {
    await eventually(() => !isAwkward(), 10 * 60_000);
    folder = await mkdtemp(join(tmpdir(), 'billops-quick-start-'));
    // Where root cannot let PostgreSQL's user in, the data would be kept outside of the folder, and outlive it.
    await chmod(folder, 0o755);
    sandbox = await RunningSandbox.start('--folder', folder);
  }, 12 * 60_000);
  afterAll(async () => {
    await Promise.all(shells.map((shell) => shell.close()));
    await RunningSandbox.stopAll();
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (program: string): Promise<ShellSession> => {
    const shell = await ShellSession.open(program);
    shells.push(shell);
    return shell;
  };

  /** The addresses of the page, which are those of ports that nobody else had, become the sandbox's. */
  const here = (text: string): string =>
    text
      .replaceAll('http://localhost:3000', sandbox.url)
      .replaceAll('http://127.0.0.1:3001', sandbox.googleUrl)
      .replaceAll('http://127.0.0.1:3002', sandbox.microsoftUrl)
      .replaceAll('http://127.0.0.1:3003', sandbox.slackUrl);

  /** The quick start leaves that switched off. */
  const haveInvoicesTold = async (): Promise<void> => {
    const anonymous = new Api(sandbox.url);
    const { body } = await anonymous.post('/auth/login', sandbox.login).expect(200);
    const preferences = { invoice_notifications: true };
    await anonymous.as(body.access_token).put('/integrations/slack/preferences', preferences).expect(200);
  };

  it(
    'of the quick start do what it shows',
    async () => {
      const bash = await open('bash');
      for (const step of QUICK_START) {
        const outcome = await bash.run(here(step.content));
        expect(faultsOf(step, outcome, step.shown && here(step.shown))).toBe('');
      }
    },
    PATIENCE,
  );

  it('of SQL read what became of it, and change nothing', async () => {
    const client = new Client({ connectionString: sandbox.databaseUrl });
    await client.connect();
    try {
      await client.query('SET default_transaction_read_only = on');
      expect(STATEMENTS.length).toBeGreaterThan(8);
      // Whether somebody wants to hear of an invoice is asked when that is sent.
      const rows = await eventually(async () => {
        const results = [];
        for (const { content } of STATEMENTS) results.push(await client.query<Row>(content));
        const read = results.flatMap((result) => result.rows);
        return read.some(({ type, status }) => type === 'invoice_ready' && status === 'skipped') && read;
      });
      for (const row of WHAT_BECAME_OF_IT) expect(rows).toContainEqual(expect.objectContaining(row));
    } finally {
      await client.end();
    }
  });

  it(
    'of the README bring a meeting into a time entry',
    async () => {
      const sh = await open('sh');
      expect(README).toHaveLength(1);
      const [step] = README as [Step];
      const outcome = await sh.run(here(step.content));
      expect(faultsOf(step, outcome)).toBe('');
      expect(outcome.output).toMatch(/source: 'calendar',\s+status: 'pending'/);
    },
    PATIENCE,
  );

  it(
    'that the sandbox prints lead to a finalized invoice and its message in Slack',
    async () => {
      await haveInvoicesTold();
      const sh = await open('sh');
      const lines = linesIn(sandbox.output);
      expect(lines.length).toBeGreaterThan(25);
      let printed = '';
      for (const [index, line] of lines.entries()) {
        const outcome = await sh.run(`${line}\n`);
        const step = { content: line, line: index + 1, section: 'Welcome', language: 'sh' };
        expect(faultsOf(step, outcome)).toBe('');
        printed += outcome.output;
      }
      const [, number] = /number: '(INV-\d{4})',\s+status: 'finalized'/.exec(printed) ?? [];
      expect(printed).toMatch(/Logged \*2 h 30 m\*[^]*“Client meeting”[^]*Your preferences are saved/);
      await new SlackInSandbox(sandbox).isTold(`:white_check_mark: Invoice ${number} for Globex is ready: €`);
    },
    PATIENCE,
  );

  it('are understood by every POSIX shell', () => {
    const lines = [...QUICK_START, ...README].map(({ content }) => content).join('');
    const { status, stderr } = spawnSync('sh', ['-n'], { input: lines, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

/** The lines to paste that the sandbox prints: those that are indented, from the first heading of a shell on. */
function linesIn(welcome: string): string[] {
  const [, shell = ''] = welcome.split('The same in a shell');
  return shell.split('\n').flatMap((line) => (line.startsWith('  ') ? [line.trim()] : []));
}

/**
 * The page says "yesterday", and waits for a minute of today: who begins shortly before midnight waits for the next day.
 * At five the summary of the day is due: it tells nothing of a day that is empty, and does not come a second time. In the
 * one hour of the year that comes twice, the minute meant is that of the second time: then the page waits in vain.
 */
function isAwkward(): boolean {
  const { hour, minute } = DateTime.now().setZone(PERSON.timezone);
  return (hour === 23 && minute >= 54) || (hour === 16 && minute >= 58);
}

/** What a block did that the page does not show. An error that it does show is none. */
function faultsOf(step: Step, { output, complaints, code }: Outcome, shown?: string): string {
  const problem = /about:blank/.test(output) && !shown?.includes('about:blank');
  const faults = [
    shown !== undefined && departure(shown, output),
    complaints !== '' && `They complain: ${complaints}`,
    code !== 0 && `They end with ${code}: ${output}`,
    problem && `They are refused: ${output}`,
  ];
  const told = faults.filter((fault) => typeof fault === 'string');
  return told.map((fault) => `The lines from ${step.line} on (${step.section}): ${fault}`).join('\n');
}
