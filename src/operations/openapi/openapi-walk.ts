import type { OpenAPIObject } from '@nestjs/swagger';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

export type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** One operation of the document, with its address. */
export interface DocumentedOperation {
  method: Method;
  path: string;
  operation: OperationObject;
}

/** All operations of the document. */
export function operationsOf(document: OpenAPIObject): DocumentedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}
