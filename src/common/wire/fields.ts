import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsEmail,
  IsIn,
  IsInt,
  IsISO4217CurrencyCode,
  IsString,
  IsTimeZone,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { parseInstant } from './instant';

/** What every field of the wire has in common: it may be absent only if `optional`, and null only if `nullable`. */
export interface FieldOptions {
  optional?: boolean;
  nullable?: boolean;
  description?: string;
  example?: unknown;
}

/** A UUID of any version, lower-cased as the database writes it: texts may be compared then. */
export function Uuid(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: String, format: 'uuid' }, IsUUID('all'), Transform(lowerCased));
}

/** A list of `min` to `max` UUIDs. */
export function Uuids(options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  const { min, max } = options;
  const size = [ArrayMinSize(min), ArrayMaxSize(max)];
  const schema: ApiPropertyOptions = { type: [String], format: 'uuid', minItems: min, maxItems: max };
  return field(options, schema, IsUUID('all', { each: true }), ...size, IsArray(), Transform(lowerCased));
}

/** A string of `min` to `max` characters; one that is needed is not blank, unless it is nobody's business. */
export function Text(
  options: FieldOptions & { min?: number; max: number; blank?: boolean },
): PropertyDecorator {
  const { min = 0, max, blank = min === 0 } = options;
  const rules = [MinLength(min), MaxLength(max), IsString()];
  if (!blank) rules.push(Matches(/^$|\S/, { message: 'must not be blank' }));
  return field(options, { type: String, minLength: min, maxLength: max }, ...rules);
}

/** An e-mail address, lower-cased: it names an account here, and people do not mind its case. */
export function EmailAddress(options: FieldOptions = {}): PropertyDecorator {
  const schema: ApiPropertyOptions = { type: String, format: 'email', maxLength: 254 };
  return field(options, schema, IsEmail(), MaxLength(254), Transform(lowerCased));
}

/** An instant: RFC 3339 with an offset on the wire, a `Date` inside. */
export function Instant(options: FieldOptions = {}): PropertyDecorator {
  const message = 'must be an RFC 3339 instant with an offset, between 1970 and 2200';
  const toDate = ({ value }: TransformFnParams): unknown => parseInstant(value) ?? value;
  return field(options, { type: String, format: 'date-time' }, IsDate({ message }), Transform(toDate));
}

/** An instant, or a day as YYYY-MM-DD: a `Date` or the text inside. Whoever uses it knows whose day it is. */
export function InstantOrDay(options: FieldOptions = {}): PropertyDecorator {
  const message = 'must be a day (YYYY-MM-DD), or an RFC 3339 instant with an offset, between 1970 and 2200';
  const toDate = ({ value }: TransformFnParams): unknown => parseInstant(value) ?? value;
  const rule = ValidateBy({
    name: 'instantOrDay',
    validator: {
      validate: (value: unknown) => value instanceof Date || isDay(value),
      defaultMessage: () => message,
    },
  });
  return field(options, { type: String }, rule, Transform(toDate));
}

/** A whole number from `min` to `max`. */
export function WholeNumber(options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  const { min, max } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, Min(min), Max(max), IsInt());
}

/** true or false. */
export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: Boolean }, IsBoolean());
}

/** One of a few words. */
export function OneOf(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: String, enum: [...values] }, IsIn([...values]));
}

/** One of a few whole numbers. */
export function OneOfNumbers(values: readonly number[], options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'integer', enum: [...values] }, IsIn([...values]));
}

/** An ISO 4217 currency code. */
export function Currency(options: FieldOptions = {}): PropertyDecorator {
  const message = 'must be an ISO 4217 code in capitals';
  const rules = [Matches(/^[A-Z]{3}$/, { message }), IsISO4217CurrencyCode({ message })];
  return field(options, { type: String, pattern: '^[A-Z]{3}$', example: 'EUR' }, ...rules);
}

/** A time zone of the IANA database. */
export function TimeZone(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: String, example: 'Europe/Berlin' }, IsTimeZone());
}

/** Texts in lower case, also those of a list; whatever else it is stays for the rules to refuse. */
function lowerCased({ value }: Pick<TransformFnParams, 'value'>): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => lowerCased({ value: member }));
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** A day as YYYY-MM-DD, within the years that instants have. */
function isDay(value: unknown): boolean {
  return typeof value === 'string' && parseInstant(`${value}T00:00:00Z`) !== undefined;
}

function field(
  { optional = false, nullable = false, description, example }: FieldOptions,
  schema: ApiPropertyOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  const documented = { ...schema, required: !optional, nullable, ...(description && { description }) };
  const exempt = (_: object, value: unknown): boolean =>
    !(optional && value === undefined) && !(nullable && value === null);
  return applyDecorators(
    ApiProperty((example === undefined ? documented : { ...documented, example }) as ApiPropertyOptions),
    ValidateIf(exempt),
    ...rules,
  );
}
