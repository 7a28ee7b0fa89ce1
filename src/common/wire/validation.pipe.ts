import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldError, ValidationFailed } from '../errors/problem';
import { pointerTo } from './json-pointer';

/** Turns the input into its class and refuses what the class does not name. Pointers lead into body or query. */
export function wireValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new ValidationFailed(errors.flatMap((error) => toFieldErrors(error, ''))),
  });
}

function toFieldErrors(error: ValidationError, parent: string): FieldError[] {
  const pointer = pointerTo(error.property, parent);
  const details = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
    rule === 'whitelistValidation' ? 'is not a known field' : withoutName(message, error.property),
  );
  // Two rules may say the same of one field.
  const own = [...new Set(details)].map((detail) => ({ pointer, detail }));
  return [...own, ...(error.children ?? []).flatMap((child) => toFieldErrors(child, pointer))];
}

/** class-validator begins its sentences with the property's name; the pointer has said that. */
function withoutName(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
