import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { configureApp } from './app';
import { AppModule } from './app.module';
import { RefusesToStart } from './common/errors/refuses-to-start';
import { readEnvironment } from './config/environment';
import { applyMigrations } from './database/migrate';
import { refuseEvictingRedis } from './operations/health/refuse-evicting-redis';

/** Parses the environment, looks at Redis, migrates, builds the app, listens. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  await refuseEvictingRedis(environment.REDIS_URL);
  if (environment.MIGRATE_ON_START === 'true') await applyMigrations(environment.DATABASE_URL);
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    bufferLogs: true,
    bodyParser: false,
  });
  const { PORT, LISTEN_HOST } = environment;
  await (LISTEN_HOST === undefined
    ? configureApp(app).listen(PORT)
    : configureApp(app).listen(PORT, LISTEN_HOST));
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof RefusesToStart ? error.message : String((error as Error).stack)}\n`,
  );
  process.exit(1);
});
