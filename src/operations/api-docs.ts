import { DiscoveryService, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { ProblemDocument } from '../common/errors/api-problem';
import { apiDescription } from './openapi/api-description';
import { addAccess, operationIdOf } from './openapi/route-access';
import { withNullTypes } from './openapi/null-types';
import {
  addProblemResponses,
  FieldErrorDocument,
  ValidationProblemDocument,
} from './openapi/problem-responses';

/**
 * What the page of the API may load. It is Helmet's policy without `upgrade-insecure-requests`, under which browsers
 * look for the page's own files on https, also where we are reached by http.
 */
const DOCS_POLICY = [
  `default-src 'self'`,
  `img-src 'self' data:`,
  `style-src 'self' 'unsafe-inline'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
  `object-src 'none'`,
].join('; ');

/** Serves the OpenAPI 3.1 document at `/api/openapi.json` and a page to try it at `/api/docs`. */
export function serveApiDocs(app: NestExpressApplication): void {
  app.use('/api/docs', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Content-Security-Policy', DOCS_POLICY);
    next();
  });
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'BillOps Integrations API',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true },
  });
}

/** The OpenAPI 3.1 document of all routes. */
function describeApi(app: NestExpressApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, apiDescription(), {
    operationIdFactory: operationIdOf,
    extraModels: [ProblemDocument, ValidationProblemDocument, FieldErrorDocument],
  });
  const restricted = addAccess(document, app.get(DiscoveryService), app.get(Reflector));
  addProblemResponses(document, restricted);
  return withNullTypes(document);
}
