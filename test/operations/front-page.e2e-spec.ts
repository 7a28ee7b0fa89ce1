import request from 'supertest';
import { type Service, startService } from '../harness/service';

describe('The front page', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({
      GOOGLE_API_URL: 'http://127.0.0.1:4101',
      SLACK_API_URL: 'http://127.0.0.1:4102/api/',
    });
  });
  afterAll(() => service.close());

  const show = async (query = '') => (await request(service.url).get(`/${query}`).expect(200)).text;

  it('names the service and leads on, to the simulators as well', async () => {
    const page = await show();

    expect(page).toContain('<h1>BillOps Integrations</h1>');
    const simulators = ['http://127.0.0.1:4101/', 'http://127.0.0.1:4102/'];
    for (const link of ['/api/docs', '/api/openapi.json', '/health/ready', ...simulators]) {
      expect(page).toContain(`href="${link}"`);
    }
  });

  it('runs no scripts and loads nothing', async () => {
    const { headers, text } = await request(service.url)
      .get('/')
      .expect('Content-Type', /^text\/html/);

    expect(text).not.toContain('<script');
    expect(headers['content-security-policy']).toContain(`default-src 'none'`);
  });

  it.each([
    ['?integration=google&status=connected&oauth_account_id=1', 'The account is connected'],
    ['?integration=slack&status=connected&workspace_id=T1', 'The app is installed in Slack'],
    ['?integration=google&status=confirm', 'One step is left'],
    ['?integration=google&status=error&code=access_denied', 'Access was refused'],
    ['?integration=google&status=error&code=missing_scope', 'was not granted'],
    ['?integration=google&status=error&code=invalid_state', 'older than ten minutes'],
    ['?integration=google&status=error&code=constructor', 'did not accept the connection'],
    ['?status=error&code[]=x', 'did not accept the connection'],
  ])('says how connecting ended: %s', async (query, words) => {
    expect(await show(query)).toContain(words);
  });

  it('says nothing of it without that query, and repeats nothing of any query', async () => {
    const plain = await show();
    const canary = encodeURIComponent('<b>canary</b>');

    expect(plain).not.toContain('<section');
    expect(await show(`?status=${canary}&integration=${canary}`)).toBe(plain);
    expect(await show(`?status=error&code=${canary}&integration=${canary}`)).not.toContain('canary');
  });
});
