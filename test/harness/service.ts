import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { decodeJwt, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { configureApp } from '../../src/app';
import { AppModule } from '../../src/app.module';
import { Clock } from '../../src/common/clock';
import { Api } from './api';
import { MovableClock } from './movable-clock';
import { setEnvironment } from './own-environment';
import { createDatabase, dropDatabase } from './test-database';
import { testEnvironment } from './test-environment';

/** The service under test, in this process but spoken to by HTTP, with a database of its own. */
export interface Service {
  url: string;
  app: NestExpressApplication;
  /** What the service takes for "now". */
  clock: MovableClock;
  databaseUrl: string;
  /** All variables that it was started with. */
  environment: Record<string, string>;
  /** For looking at rows that no route shows. */
  sql<T = Record<string, unknown>>(query: string, parameters?: unknown[]): Promise<T[]>;
  /** A client without a token. */
  anonymous: Api;
  /** A new user with a client of their own; the first one of a service is its admin. */
  signUp(name?: string): Promise<Api>;
  close(): Promise<void>;
}

/**
 * Starts the service with `environment` over the defaults of the tests; `process.env` holds both until the next start. A
 * `DATABASE_URL` in it is somebody else's: only a database of its own ends with the service.
 * @param house what is started; a test may build on to it
 * @throws what the service refuses to boot for
 */
export async function startService(
  environment: Record<string, string> = {},
  house: Type = AppModule,
): Promise<Service> {
  const databaseUrl = environment.DATABASE_URL ?? (await createDatabase());
  const variables = { ...testEnvironment(databaseUrl), ...environment };
  setEnvironment(variables);
  const app = await NestFactory.create<NestExpressApplication>(house, { bodyParser: false, logger: false });
  const close = async (): Promise<void> => {
    await app.close();
    if (environment.DATABASE_URL === undefined) await dropDatabase(databaseUrl);
  };
  const clock = new MovableClock();
  app.get(Clock).now = () => clock.now();
  await configureApp(app)
    .listen(0, '127.0.0.1')
    .catch(async (error: unknown) => {
      await close();
      throw error;
    });
  const url = await app.getUrl();
  const anonymous = new Api(url);
  return {
    url,
    app,
    clock,
    databaseUrl,
    environment: variables,
    anonymous,
    sql: (query, parameters) => app.get(DataSource).query(query, parameters),
    signUp: (name = 'Robin') => signUp(anonymous, name, variables.JWT_SECRET!),
    close,
  };
}

/** The token is good for years, so that tests can move the clock. */
async function signUp(anonymous: Api, name: string, jwtSecret: string): Promise<Api> {
  const email = `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@example.com`;
  const { body } = await anonymous
    .post('/auth/signup', { email, name, password: 'correct horse' })
    .expect(201);
  const claims = decodeJwt(body.access_token as string);
  const token = new SignJWT({ ...claims, exp: Math.floor(Date.now() / 1000) + 10 * 365 * 24 * 60 * 60 });
  const secret = new TextEncoder().encode(jwtSecret);
  return anonymous.as(await token.setProtectedHeader({ alg: 'HS256' }).sign(secret));
}
