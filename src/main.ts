import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { configureApp } from './app';
import { AppModule } from './app.module';
import { RefusesToStart } from './common/errors/refuses-to-start';
import { Draining } from './common/http/draining';
import { readEnvironment } from './config/environment';
import { applyMigrations } from './database/migrate';
import { requireDatabase } from './database/require-database';
import { listen } from './listen';
import { refuseEvictingRedis } from './operations/health/refuse-evicting-redis';

const HARD_STOP_MS = 14_000;

/** Parses the environment, looks at Redis and PostgreSQL, migrates, builds the app, listens. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  await refuseEvictingRedis(environment.REDIS_URL);
  await requireDatabase(environment.DATABASE_URL);
  if (environment.MIGRATE_ON_START === 'true') await applyMigrations(environment.DATABASE_URL);
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    bufferLogs: true,
    bodyParser: false,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => beginToEnd(app));
  await listen(configureApp(app), environment);
}

/** Nest handles the signal as well, and closes what is open. If that hangs, the process ends before its 15 s of grace. */
function beginToEnd(app: NestExpressApplication): void {
  app.get(Draining).begin();
  setTimeout(() => {
    new Logger('Shutdown').error('not finished in time: what is under way is cut off');
    process.exit(1);
  }, HARD_STOP_MS).unref();
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof RefusesToStart ? error.message : String((error as Error).stack)}\n`,
  );
  process.exit(1);
});
