import type { ConfigType } from '@nestjs/config';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { ProblemFilter } from './common/errors/problem.filter';
import { Draining } from './common/http/draining';
import { JSON_BODY, requireJson, requireStorable } from './common/http/json-body';
import { identifyRequest } from './common/http/request-id';
import { NoBodyInterceptor } from './common/wire/no-body.interceptor';
import { wireValidationPipe } from './common/wire/validation.pipe';
import { httpConfig } from './config/http.config';
import { databaseProblem } from './database/database-problem';
import { serveApiDocs } from './operations/api-docs';
import { HttpMetrics } from './operations/metrics/http-metrics';
import { SIGNED_BODY } from './slack/requests/signed-body';

/** What every request meets before its controller, in this order. The tests build the same app with it. */
export function configureApp(app: NestExpressApplication): NestExpressApplication {
  const config = app.get<ConfigType<typeof httpConfig>>(httpConfig.KEY);
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks();
  app.set('trust proxy', config.trustProxy ?? false);
  app.use(app.get(Draining).middleware);
  app.use(app.get(HttpMetrics).middleware);
  app.use(identifyRequest);
  app.use(helmet());
  app.enableCors({
    origin: config.frontendUrl.origin,
    credentials: true,
    exposedHeaders: ['X-Request-Id', 'Retry-After', 'Idempotency-Replayed'],
  });
  app.use(cookieParser());
  app.useBodyParser('raw', SIGNED_BODY);
  app.use(requireJson);
  app.useBodyParser('json', JSON_BODY);
  app.use(requireStorable);
  app.setGlobalPrefix('api/v1', { exclude: ['/', 'health/{*path}', 'metrics', 'slack/{*path}'] });
  app.useGlobalInterceptors(new NoBodyInterceptor());
  app.useGlobalPipes(wireValidationPipe());
  app.useGlobalFilters(new ProblemFilter(databaseProblem));
  serveApiDocs(app);
  return app;
}
