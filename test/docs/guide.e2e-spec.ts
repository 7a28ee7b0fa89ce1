import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningSandbox } from '../sandbox/running-sandbox';
import { codeBlocksOf, stepsOf } from './quick-start/code-blocks';
import { ShellSession } from './quick-start/shell-session';

const STEPS = stepsOf(codeBlocksOf('docs/guide.md'));
/** The only refusals that are meant: what Slack has not signed. */
const UNSIGNED = /^(unauthenticated\n){3}$/;

describe('The lines of the guide', () => {
  let folder: string;
  let sandbox: RunningSandbox;
  let shell: ShellSession;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'billops-guide-'));
    // Where root cannot let PostgreSQL's user in, the data would be kept outside of the folder, and outlive it.
    await chmod(folder, 0o755);
    sandbox = await RunningSandbox.start('--folder', folder);
    shell = await ShellSession.open('sh');
  }, 120_000);
  afterAll(async () => {
    await shell.close();
    await RunningSandbox.stopAll();
    await rm(folder, { recursive: true, force: true });
  });

  /** The addresses of the page, which are those of ports that nobody else had, become the sandbox's. */
  const here = (text: string): string =>
    text
      .replaceAll('http://localhost:3000', sandbox.url)
      .replaceAll('http://127.0.0.1:3001', sandbox.googleUrl)
      .replaceAll('http://127.0.0.1:3003', sandbox.slackUrl);

  it('are there', () => expect(STEPS.length).toBeGreaterThan(15));

  it.each(STEPS)('work, in their order: $section (line $line)', async ({ content }) => {
    const { output, complaints, code } = await shell.run(here(content));
    expect({ complaints, code }).toEqual({ complaints: '', code: 0 });
    // An answer that is a problem has none of the members that the lines look at.
    const said = output.split('\n').slice(0, -1);
    expect(said.filter((line) => /undefined|about:blank|^$|^[45]0\d$/.test(line))).toEqual([]);
    if (content.includes('slack/events')) expect(output).toMatch(UNSIGNED);
  });
});
