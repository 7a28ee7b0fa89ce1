import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  ApiResponse,
  ApiSchema,
  getSchemaPath,
  type OpenAPIObject,
} from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';

/** The shape of every error on the wire (RFC 9457), for the OpenAPI document. */
@ApiSchema({ name: 'Problem' })
export class ProblemDocument {
  @ApiProperty({ example: 'about:blank' }) type: string;
  @ApiProperty() title: string;
  @ApiProperty() status: number;
  @ApiProperty({ description: 'A sentence for a person' }) detail: string;
  @ApiProperty({ description: 'The path that was asked for' }) instance: string;
  @ApiProperty({ description: 'A stable word for programs' }) code: string;
  @ApiProperty({ description: 'The `X-Request-Id` of the answer' }) request_id: string;
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Extension members of a problem document (RFC 9457 §3.2): their schemas, with an example each, by name. */
export type ProblemMembers = Record<string, Exclude<Schemas[string], { $ref: string }>>;

/** One answer to be documented. */
interface DocumentedProblem {
  status: number;
  code: string;
  description?: string;
  members?: ProblemMembers;
}

const PROBLEMS = Symbol('problems');

/**
 * Documents that a route may answer with this problem: `@ApiProblem(409, 'already_converted')`. A status with several
 * codes is documented once for each: each has its line and its example.
 * @param members what else comes with it, besides the members of every problem
 */
export function ApiProblem(
  status: number,
  code: string,
  description?: string,
  members?: ProblemMembers,
): MethodDecorator & ClassDecorator {
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => {
    const route = (descriptor?.value ?? target) as object;
    const others = (Reflect.getMetadata(PROBLEMS, route) ?? []) as DocumentedProblem[];
    const problems = [{ status, code, description, members }, ...others];
    Reflect.defineMetadata(PROBLEMS, problems, route);
    const response = ApiResponse({
      status,
      description: description ? `\`${code}\`: ${description}` : `\`${code}\``,
      content: contentOf(problems.filter((problem) => problem.status === status)),
    });
    applyDecorators(ApiExtraModels(ProblemDocument), response)(target, key, descriptor);
  };
}

function contentOf(problems: DocumentedProblem[]) {
  const members = Object.fromEntries(problems.flatMap((problem) => Object.entries(problem.members ?? {})));
  const schema = { $ref: getSchemaPath(ProblemDocument) };
  const examples = problems.map((problem) => [problem.code, { value: exampleOf(problem) }] as const);
  return {
    'application/problem+json': {
      schema: Object.keys(members).length > 0 ? { allOf: [schema], properties: members } : schema,
      examples: Object.fromEntries(examples),
    },
  };
}

function exampleOf({ status, code, description, members = {} }: DocumentedProblem): object {
  const title = STATUS_CODES[status] ?? 'Error';
  const extensions = Object.entries(members).map(([name, schema]) => [name, schema.example] as const);
  return {
    type: 'about:blank',
    title,
    status,
    code,
    detail: description ?? `${title}.`,
    ...Object.fromEntries(extensions),
  };
}
