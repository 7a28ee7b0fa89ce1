import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import request from 'supertest';
import { SlackLinks } from '../../src/slack/linking/slack-links';
import type { Api } from '../harness/api';
import { type BrowserPage, openPage } from './browser-page';
import { installed, type SlackService, startSlackService } from './slack-service';

describe('The page of a one-time link', () => {
  let service: SlackService;
  let kim: Api;
  let login: { email: string; password: string };
  let identity: Parameters<SlackLinks['create']>[0];

  beforeAll(async () => {
    service = await startSlackService();
    const { teamId, integrationId } = await installed(service, await service.signUp('Robin'));
    identity = { teamId, integrationId, slackUserId: 'U0KIM', slackUsername: 'kim<b>' };
    kim = await service.signUp('Kim');
    const { email } = (await kim.get('/auth/me').expect(200)).body;
    login = { email, password: 'correct horse' };
  });
  afterAll(() => service.close());

  async function opened(hash?: string): Promise<BrowserPage> {
    const link = new URL(await service.app.get(SlackLinks).create(identity));
    return openPage(service.url, '/slack/link', hash ?? link.hash);
  }

  it('loads nothing but its own style and script, and is shown in no frame', async () => {
    const { headers, text } = await request(service.url).get('/slack/link').expect(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    const policy = headers['content-security-policy']!;
    for (const rule of [
      `default-src 'none'`,
      `script-src 'self'`,
      `connect-src 'self'`,
      `frame-ancestors 'none'`,
    ]) {
      expect(policy.split('; ')).toContain(rule);
    }
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(text)!;
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style!).digest('base64')}'`);
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script src="link.js" defer>']);
    expect(text).not.toMatch(/ on[a-z]+=| style=/);
  });

  it('has a script that browsers take', async () => {
    const { headers, text } = await request(service.url).get('/slack/link.js').expect(200);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(() => new Script(text)).not.toThrow();
  });

  it('asks to sign in, shows who would be linked, and links when that is confirmed', async () => {
    const page = await opened();
    expect(page.shown()).toEqual(['sign-in']);
    await page.fill({ email: login.email, password: login.password }).submit('sign-in');
    expect(page.shown()).toEqual(['confirm']);
    expect(page.text('slack-user')).toBe('@kim<b>');
    expect(page.text('account')).toContain(login.email);
    expect((await kim.get('/integrations/slack/status')).body.status).toBe('not_connected');
    await page.submit('confirm');
    expect(page.shown()).toEqual(['done']);
    expect(page.text('outcome')).toContain('@kim<b>');
    expect(page.address()).toBe('/slack/link');
    expect((await kim.get('/integrations/slack/status')).body.status).toBe('connected');
  });

  it('says that the password is wrong, and lets one try again', async () => {
    const page = await opened();
    await page.fill({ email: login.email, password: 'wrong horse' }).submit('sign-in');
    expect(page.shown()).toEqual(['problem', 'sign-in']);
    expect(page.text('problem')).toBe('The e-mail or the password is wrong.');
    await page.fill({ password: login.password }).submit('sign-in');
    expect(page.shown()).toEqual(['confirm']);
  });

  it('says that a link no longer works, and that one is not complete', async () => {
    const unknown = await opened('#token=unknown');
    await unknown.fill(login).submit('sign-in');
    expect(unknown.shown()).toEqual(['problem']);
    expect(unknown.text('problem')).toContain('Type /time in Slack');
    const incomplete = await opened('');
    expect(incomplete.shown()).toEqual(['problem']);
  });
});
