import { ApiProperty, ApiSchema, getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { ProblemDocument } from '../../common/errors/api-problem';
import { type DocumentedOperation, type OperationObject, operationsOf } from './openapi-walk';

/** Where in the input something is wrong, and what. */
@ApiSchema({ name: 'FieldError' })
export class FieldErrorDocument {
  @ApiProperty({ description: 'A JSON pointer into the body, or to a parameter', example: '/name' })
  pointer: string;
  @ApiProperty({ example: 'must be a string' }) detail: string;
}

/** A problem with the input. */
@ApiSchema({ name: 'ValidationProblem' })
export class ValidationProblemDocument extends ProblemDocument {
  @ApiProperty({ type: [FieldErrorDocument] }) errors: FieldErrorDocument[];
}

interface Answer {
  status: number;
  code: string;
  detail: string;
  applies: (documented: DocumentedOperation, isRestricted: boolean) => boolean;
}

const needsToken = ({ operation }: DocumentedOperation): boolean => (operation.security ?? []).length > 0;
const takesBody = ({ operation }: DocumentedOperation): boolean => operation.requestBody !== undefined;

/** The problems that any operation of a kind may answer with, so that no controller has to repeat them. */
const COMMON: Answer[] = [
  {
    status: 400,
    code: 'validation_failed',
    detail: 'The request does not have the expected form.',
    applies: (documented) =>
      takesBody(documented) || (needsToken(documented) && (documented.operation.parameters ?? []).length > 0),
  },
  { status: 401, code: 'unauthenticated', detail: 'A valid bearer token is needed.', applies: needsToken },
  {
    status: 403,
    code: 'forbidden',
    detail: 'Your role does not allow this.',
    applies: (documented, isRestricted) =>
      needsToken(documented) && (documented.method !== 'get' || isRestricted),
  },
  {
    status: 404,
    code: 'not_found',
    detail: 'It does not exist, or belongs to somebody else.',
    applies: ({ path }) => path.includes('{'),
  },
  { status: 413, code: 'payload_too_large', detail: 'The body is too long.', applies: takesBody },
  { status: 415, code: 'unsupported_media_type', detail: 'The body has to be JSON.', applies: takesBody },
  { status: 429, code: 'rate_limited', detail: 'Too many requests.', applies: needsToken },
];

type Response = Exclude<OperationObject['responses'][string], { $ref: string } | undefined>;

/**
 * Adds the problems that all operations of a kind share to those that an operation documents itself.
 * @param restricted ids of the operations that only some roles may use
 */
export function addProblemResponses(document: OpenAPIObject, restricted: ReadonlySet<string>): void {
  for (const documented of operationsOf(document)) {
    const { operation, path } = documented;
    const isRestricted = restricted.has(operation.operationId ?? '');
    for (const answer of COMMON) {
      if (!answer.applies(documented, isRestricted)) continue;
      const own = operation.responses[answer.status] as Response | undefined;
      operation.responses[answer.status] = own
        ? together(own, toResponse(answer, path))
        : toResponse(answer, path);
    }
  }
}

/** What an operation says itself of a code comes before what all say of it. */
function together(own: Response, shared: Response): Response {
  const [mine, theirs] = [own, shared].map((response) => response.content!['application/problem+json']!);
  const examples = { ...theirs!.examples, ...mine!.examples };
  if (Object.keys(examples).length === Object.keys(mine!.examples!).length) return own;
  return {
    ...own,
    description: `${own.description}\n\n${shared.description}`,
    content: {
      'application/problem+json': { schema: { anyOf: [mine!.schema!, theirs!.schema!] }, examples },
    },
  };
}

function toResponse({ status, code, detail }: Answer, instance: string): Response {
  const title = STATUS_CODES[status]!;
  const isValidation = status === 400;
  const schema = isValidation ? ValidationProblemDocument : ProblemDocument;
  return {
    description: `\`${code}\`: ${detail}`,
    ...(status === 429 && {
      headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } },
    }),
    content: {
      'application/problem+json': {
        schema: { $ref: getSchemaPath(schema) },
        examples: {
          [code]: {
            value: {
              type: 'about:blank',
              title,
              status,
              detail,
              instance,
              code,
              request_id: '0b8f6b0c-6a8e-4f0b-8a3a-0d5b8f2f6f0e',
              ...(isValidation && { errors: [{ pointer: '/name', detail: 'must be a string' }] }),
            },
          },
        },
      },
    },
  };
}
