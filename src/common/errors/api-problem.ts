import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';

/** The shape of every error on the wire (RFC 9457), for the OpenAPI document. */
export class ProblemDocument {
  @ApiProperty({ example: 'about:blank' }) type: string;
  @ApiProperty() title: string;
  @ApiProperty() status: number;
  @ApiProperty({ description: 'A sentence for a person' }) detail: string;
  @ApiProperty({ description: 'The path that was asked for' }) instance: string;
  @ApiProperty({ description: 'A stable word for programs' }) code: string;
  @ApiProperty({ description: 'The `X-Request-Id` of the answer' }) request_id: string;
}

/** Documents that a route may answer with this problem: `@ApiProblem(409, 'already_converted')`. */
export function ApiProblem(
  status: number,
  code: string,
  description?: string,
): MethodDecorator & ClassDecorator {
  const title = STATUS_CODES[status] ?? 'Error';
  const response = ApiResponse({
    status,
    description: description ? `\`${code}\`: ${description}` : `\`${code}\``,
    content: {
      'application/problem+json': {
        schema: { $ref: getSchemaPath(ProblemDocument) },
        example: { type: 'about:blank', title, status, code, detail: description ?? `${title}.` },
      },
    },
  });
  return applyDecorators(ApiExtraModels(ProblemDocument), response);
}
