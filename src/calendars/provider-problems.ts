import { applyDecorators } from '@nestjs/common';
import { ApiProblem } from '../common/errors/api-problem';

/** Documents what a route that asks a provider may answer. */
export function ProviderProblems(): MethodDecorator {
  return applyDecorators(
    ApiProblem(502, 'provider_error', 'The provider did not answer as expected'),
    ApiProblem(503, 'unavailable', 'The provider asks for patience (Retry-After), or is switched off here'),
  );
}

/** The same for routes that use a connection which may have ended. */
export function ConnectionProblems(): MethodDecorator {
  return applyDecorators(
    ApiProblem(409, 'needs_reauth', 'The account has to be connected again'),
    ProviderProblems(),
  );
}
