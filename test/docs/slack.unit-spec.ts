import 'reflect-metadata';
import { SCOPES } from '../../src/slack/install/slack-grant';
import { SIGNED_BODY } from '../../src/slack/requests/signed-body';
import { TIME_CASES } from '../../src/slack/time-command/cases/all-cases';
import { PROBLEM_TEXTS } from '../../src/slack/time-command/problem-texts';
import { MarkdownPage } from './markdown';

describe('docs/slack.md', () => {
  const page = new MarkdownPage('slack.md');

  it('shows the cases of /time that the help shows, in the same words', () => {
    const shown = TIME_CASES.filter(({ help }) => help !== undefined);
    const rows = shown.map(({ input, help = '' }) => [`\`${input}\``, help]);
    expect(page.table('| typed after `/time` | what comes of it |')).toEqual(rows);
  });

  it('lists every code of /time', () => {
    const rows = Object.entries(PROBLEM_TEXTS).map(([code, { message, example }]) => [
      `\`${code}\``,
      message,
      `\`${example}\``,
    ]);
    expect(page.table('| code | what it says | an example that works |')).toEqual(rows);
  });

  describe('the manifest', () => {
    const manifest = page.fenced('yaml');
    const addresses = [...manifest.matchAll(/https:\S+/g)].map(([address]) => new URL(address).pathname);

    it('asks for the scopes that the service asks for', () => {
      const [, list = ''] = /^ {4}bot:\n((?: {6}- \S+\n)+)/m.exec(manifest) ?? [];
      expect([...list.matchAll(/- (\S+)/g)].map(([, scope]) => scope)).toEqual(SCOPES);
    });

    it('names the addresses at which the service listens', () => {
      const signed = addresses.filter((url) => SIGNED_BODY.type({ url } as never));
      expect(signed).toHaveLength(3);
      const others = addresses.filter((url) => !signed.includes(url));
      expect(others).toEqual(['/api/v1/integrations/slack/callback']);
    });

    it('leaves token rotation off, which the service refuses', () => {
      expect(manifest).toContain('token_rotation_enabled: false');
    });
  });
});
