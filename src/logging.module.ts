import { Module } from '@nestjs/common';
import { ConfigModule, type ConfigType } from '@nestjs/config';
import type { Request, Response } from 'express';
import type { IncomingMessage } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import { requestId } from './common/http/request-id';
import { loggingConfig } from './config/logging.config';

/**
 * Structured logs. A request is logged by method, path and ids: never its query (it may carry a code or a state), its
 * headers (a bearer, a cookie) or its body. Of an error only what names it: a failed query carries its parameters.
 */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      imports: [ConfigModule.forFeature(loggingConfig)],
      inject: [loggingConfig.KEY],
      useFactory: ({ level }: ConfigType<typeof loggingConfig>) => ({
        // What a request learns on its way (its user) is on its last line as well.
        assignResponse: true,
        pinoHttp: {
          level,
          genReqId: requestId,
          quietReqLogger: true,
          autoLogging: { ignore: firstOnly() },
          customAttributeKeys: { reqId: 'requestId', responseTime: 'durationMs' },
          serializers: {
            req: ({ raw }: { raw: Request }) => ({
              method: raw.method,
              path: raw.originalUrl?.split('?', 1)[0],
            }),
            err: ({ type, message, stack, ...rest }: Error & { type?: string; code?: unknown }) => ({
              type,
              message,
              stack,
              code: rest.code,
            }),
            res: ({ raw }: { raw: Response }) => ({ status: raw.statusCode }),
          },
        },
      }),
    }),
  ],
})
export class LoggingModule {}

/** Nest applies middleware once for each pattern that the global prefix leaves out: those routes would be logged twice. */
function firstOnly(): (request: IncomingMessage) => boolean {
  const seen = new WeakSet<IncomingMessage>();
  return (request) => seen.has(request) || !seen.add(request);
}
