import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiProblem } from '../../common/errors/api-problem';

export const CREATES = 'accounts:creates';

/** This POST creates something: it honours `Idempotency-Key`. Goes on the handler: `@Post() @Creates()`. */
export const Creates = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(CREATES, true),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: 255 },
      description:
        'The same key and body within 24 hours gets the first answer again, and has no second effect. A request that fails leaves the key free',
    }),
    ApiProblem(409, 'conflict', 'A request with this key is under way'),
    ApiProblem(422, 'idempotency_key_reused', 'The key was used with another body'),
  );
