import type { Router } from 'express';
import request from 'supertest';
import { type Service, startService } from '../harness/service';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the document is looked into, not typed
type Json = Record<string, any>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

describe('The API description', () => {
  let service: Service;
  let document: Json;

  beforeAll(async () => {
    service = await startService({ PROCESS_ROLE: 'all' });
    document = (await request(service.url).get('/api/openapi.json').expect(200)).body;
  });
  afterAll(() => service.close());

  const operations = (): { path: string; method: string; operation: Json }[] =>
    Object.entries(document.paths as Json).flatMap(([path, item]) =>
      METHODS.filter((method) => method in item).map((method) => ({ path, method, operation: item[method] })),
    );

  it('has every route of the service', () => {
    const router: Router = service.app.getHttpAdapter().getInstance().router;
    const routes = router.stack
      // Middleware is registered for all methods at once, a handler for one.
      .flatMap(({ route }) => (route?.stack.length === 1 ? [`${route.stack[0]!.method} ${route.path}`] : []))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'))
      .filter((route) => METHODS.includes(route.split(' ')[0]!) && !route.includes(' /api/docs'))
      .filter((route) => route !== 'get /api/openapi.json');

    const documented = operations().map(({ method, path }) => `${method} ${path}`);

    expect(routes.length).toBeGreaterThan(30);
    expect(documented.sort()).toEqual([...new Set(routes)].sort());
  });

  it('is OpenAPI 3.1, whose types say null themselves', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(JSON.stringify(document)).not.toContain('"nullable"');
    expect(document.components.schemas.Client.properties.email.type).toEqual(['string', 'null']);
  });

  it('refers to nothing that is not in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, at]) => at!);

    expect(references.length).toBeGreaterThan(50);
    for (const at of new Set(references)) {
      expect([at, at.split('/').reduce<Json | undefined>((node, key) => node?.[key], document)]).toEqual([
        at,
        expect.any(Object),
      ]);
    }
  });

  it('calls what accounts and operations send and take by the name of the thing, not of a class', () => {
    const names = Object.keys(document.components.schemas as Json);
    const ours = ['Signup', 'Login', 'Refresh', 'Tokens', 'NewUser', 'MeChange', 'User', 'UserList'];
    const others = ['Problem', 'Health', 'HealthChecks', 'Overview', 'OverdueCalendar', 'BackgroundTask'];

    expect(names).toEqual(expect.arrayContaining([...ours, ...others]));
    expect(names.filter((name) => /(Answer|Body|Document|Query)$/.test(name))).toEqual([]);
  });

  it('names every operation once, and declares every parameter of its path', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);

    for (const { path, operation } of operations()) {
      const inPath = (operation.parameters ?? []).filter((parameter: Json) => parameter.in === 'path');
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([path, inPath.map(({ name }: Json) => name).sort()]).toEqual([path, names.sort()]);
      expect(inPath.every(({ required }: Json) => required === true)).toBe(true);
    }
  });

  it('has a summary, a tag that it explains, and answers for every operation', () => {
    const tags = document.tags.map(({ name }: Json) => name);
    for (const { path, method, operation } of operations()) {
      const where = `${method} ${path}`;
      expect([where, operation.summary]).toEqual([where, expect.stringMatching(/./)]);
      expect(tags).toEqual(expect.arrayContaining(operation.tags));
      expect([where, Object.keys(operation.responses).some((status) => /^[23]/.test(status))]).toEqual([
        where,
        true,
      ]);
    }
  });

  it('locks exactly the routes that ask for a token', async () => {
    for (const { path, method, operation } of operations()) {
      const address = path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
      const { status } = await (request(service.url) as Json)[method](address);
      const locked = (operation.security ?? []).length > 0;
      // Login and refresh answer 401 to bad credentials, but nothing was sent here: that is 400.
      expect([`${method} ${path}`, locked]).toEqual([`${method} ${path}`, status === 401]);
    }
  });

  it('shows the problems that operations have in common, with examples', () => {
    const { responses } = document.paths['/api/v1/clients/{id}'].patch;

    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '429']),
    );
    expect(responses[400].content['application/problem+json']).toEqual({
      schema: { $ref: '#/components/schemas/ValidationProblem' },
      examples: {
        validation_failed: {
          value: expect.objectContaining({
            status: 400,
            code: 'validation_failed',
            errors: [expect.anything()],
          }),
        },
      },
    });
    expect(responses[429].headers).toHaveProperty('Retry-After');
  });

  it('shows every code of a status, and what comes with it', () => {
    const problemsOf = (path: string, status: number): Json =>
      document.paths[`/api/v1/${path}`].post.responses[status].content['application/problem+json'];

    const drafting = problemsOf('invoices', 409);
    expect(Object.keys(drafting.examples).sort()).toEqual([
      'conflict',
      'mixed_currencies',
      'nothing_to_bill',
      'rate_missing',
    ]);
    expect(Object.keys(drafting.schema.properties)).toEqual(['currencies', 'entries', 'time_entry_ids']);
    expect(drafting.examples.mixed_currencies.value.currencies).toHaveLength(2);

    const finishing = problemsOf('integrations/{provider}/callback', 400);
    expect(Object.keys(finishing.examples).sort()).toEqual([
      'invalid_state',
      'missing_scope',
      'oauth_failed',
      'validation_failed',
    ]);
  });

  it('shows what a body may be refused for, also where no token is needed', () => {
    const codesOf = (path: string): string[] =>
      Object.values(document.paths[`/api/v1/${path}`].post.responses as Json).flatMap(({ content }) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}),
      );

    for (const path of ['auth/signup', 'auth/login', 'auth/refresh', 'clients']) {
      expect(codesOf(path)).toEqual(
        expect.arrayContaining([
          'validation_failed',
          'payload_too_large',
          'unsupported_media_type',
          'rate_limited',
        ]),
      );
    }
    expect(codesOf('clients')).toEqual(expect.arrayContaining(['conflict', 'idempotency_key_reused']));
    for (const path of ['admin/integrations/sync', 'invoices/{id}/void'])
      expect(document.paths[`/api/v1/${path}`].post.requestBody.required).toBeFalsy();
  });

  it.each(['clients', 'projects', 'time-entries', 'integrations/{provider}/select-calendar'])(
    'documents Idempotency-Key on POST /%s',
    (path) => {
      const { parameters } = document.paths[`/api/v1/${path}`].post;

      expect(parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }));
    },
  );

  it('has a page whose scripts and styles its policy lets in', async () => {
    const page = await request(service.url).get('/api/docs').expect(200).expect('Content-Type', /html/);
    const policy = page.headers['content-security-policy'];

    expect(policy).toContain(`default-src 'self'`);
    expect(policy).not.toContain('upgrade-insecure-requests');
    const scripts = [...page.text.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, inline] of scripts) {
      expect(inline!.trim()).toBe('');
      const source = /src="([^"]+)"/.exec(attributes!)![1]!;
      await request(service.url).get(new URL(source, 'http://x/api/docs').pathname).expect(200);
    }
  });
});
