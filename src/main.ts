import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { configureApp } from './app';
import { AppModule } from './app.module';
import { InvalidEnvironment, readEnvironment } from './config/environment';
import { applyMigrations } from './database/migrate';

/** Parses the environment, migrates, builds the app, listens. */
async function main(): Promise<void> {
  const environment = readEnvironment();
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
    `${error instanceof InvalidEnvironment ? error.message : String((error as Error).stack)}\n`,
  );
  process.exit(1);
});
