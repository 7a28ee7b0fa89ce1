import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, Min, ValidateIf, validateSync } from 'class-validator';
import { RefusesToStart } from '../common/errors/refuses-to-start';
import {
  IsCron,
  IsEndpoint,
  IsKeyRing,
  IsPathSegment,
  IsSecret,
  IsServerUrl,
  IsWebUrl,
  IsTimeOfDay,
} from './environment.rules';

/**
 * Every variable that the service reads, with its rule and default; `.env.example` says what each is for. An empty
 * value counts as absent. A provider whose own variables are absent is switched off, so they are all optional here.
 */
export class Environment {
  @IsServerUrl('postgres', 'postgresql') DATABASE_URL!: string;
  @IsServerUrl('redis', 'rediss') REDIS_URL!: string;
  @IsPathSegment() REDIS_PREFIX: string = 'billops';
  @IsKeyRing() TOKEN_ENCRYPTION_KEYS!: string;

  @ValidateIf((env: Environment) => env.JWT_JWKS_URL === undefined || env.JWT_SECRET !== undefined)
  @IsSecret(32)
  JWT_SECRET?: string;
  @IsOptional() @IsEndpoint() JWT_JWKS_URL?: string;
  @ValidateIf((env: Environment) => env.JWT_JWKS_URL !== undefined) @IsString() JWT_ISSUER?: string;
  @ValidateIf((env: Environment) => env.JWT_JWKS_URL !== undefined) @IsString() JWT_AUDIENCE?: string;

  @Type(() => Number) @IsInt() @Min(0) @Max(65535) PORT: number = 3000;
  @IsOptional() @IsString() LISTEN_HOST?: string;
  @IsWebUrl() PUBLIC_URL: string = 'http://localhost:3000';
  @IsOptional() @IsWebUrl() FRONTEND_URL?: string;
  @IsIn(['all', 'api', 'worker']) PROCESS_ROLE: 'all' | 'api' | 'worker' = 'all';
  @IsIn(['open', 'closed']) SIGNUP: 'open' | 'closed' = 'closed';
  @IsIn(['true', 'false']) MIGRATE_ON_START: 'true' | 'false' = 'true';
  @IsIn(['on', 'off']) RATE_LIMIT: 'on' | 'off' = 'on';
  @IsOptional() @IsString() TRUST_PROXY?: string;
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) LOG_LEVEL: string = 'info';
  @IsOptional() @IsSecret(16) METRICS_TOKEN?: string;

  @Type(() => Number) @IsInt() @Min(0) @Max(366) SYNC_DAYS_BACK: number = 7;
  @Type(() => Number) @IsInt() @Min(1) @Max(366) SYNC_DAYS_FORWARD: number = 30;
  @IsCron() SYNC_CRON: string = '0 * * * *';
  @Type(() => Number) @IsInt() @Min(1) @Max(1000) SYNC_IN_FLIGHT: number = 64;
  @IsCron() CLEANUP_CRON: string = '17 3 * * *';
  @IsTimeOfDay() DAILY_SUMMARY_TIME: string = '17:00';

  @IsOptional() @IsString() GOOGLE_CLIENT_ID?: string;
  @IsOptional() @IsString() GOOGLE_CLIENT_SECRET?: string;
  @IsOptional() @IsWebUrl() GOOGLE_REDIRECT_URI?: string;
  @IsEndpoint() GOOGLE_AUTH_URL: string = 'https://accounts.google.com/o/oauth2/v2/auth';
  @IsEndpoint() GOOGLE_TOKEN_URL: string = 'https://oauth2.googleapis.com/token';
  @IsEndpoint() GOOGLE_REVOKE_URL: string = 'https://oauth2.googleapis.com/revoke';
  @IsEndpoint() GOOGLE_API_URL: string = 'https://www.googleapis.com';

  @IsOptional() @IsString() MICROSOFT_CLIENT_ID?: string;
  @IsOptional() @IsString() MICROSOFT_CLIENT_SECRET?: string;
  @IsPathSegment() MICROSOFT_TENANT_ID: string = 'common';
  @IsOptional() @IsWebUrl() MICROSOFT_REDIRECT_URI?: string;
  @IsEndpoint() MICROSOFT_LOGIN_URL: string = 'https://login.microsoftonline.com';
  @IsEndpoint() MICROSOFT_GRAPH_URL: string = 'https://graph.microsoft.com';

  @IsOptional() @IsString() SLACK_CLIENT_ID?: string;
  @IsOptional() @IsString() SLACK_CLIENT_SECRET?: string;
  @IsOptional() @IsWebUrl() SLACK_REDIRECT_URI?: string;
  @IsOptional() @IsString() SLACK_SIGNING_SECRET?: string;
  @IsOptional() @IsString() SLACK_APP_ID?: string;
  @IsOptional() @IsString() SLACK_BOT_TOKEN?: string;
  @IsEndpoint() SLACK_AUTHORIZE_URL: string = 'https://slack.com/oauth/v2/authorize';
  @IsEndpoint() SLACK_API_URL: string = 'https://slack.com/api/';
}

/** The environment is not usable; `problems` names every variable at fault and its rule, and never a value. */
export class InvalidEnvironment extends RefusesToStart {
  constructor(readonly problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/**
 * Reads and validates the environment as a whole.
 * @throws InvalidEnvironment that lists all that is missing or malformed
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const environment = plainToInstance(Environment, given);
  const problems = validateSync(environment, {
    whitelist: true,
    validationError: { target: false, value: false },
  })
    .map(({ property, constraints = {} }) =>
      property in given ? `${property} ${Object.values(constraints).join(', ')}` : `${property} is missing`,
    )
    .map((problem) => problem.replace(/^(\w+) \1 /, '$1 '));
  if (problems.length > 0) throw new InvalidEnvironment(problems);
  return environment;
}

/** The database alone, for commands that need nothing else. @throws InvalidEnvironment */
export function readDatabaseUrl(source: NodeJS.ProcessEnv = process.env): string {
  if (!source.DATABASE_URL) throw new InvalidEnvironment(['DATABASE_URL is missing']);
  return source.DATABASE_URL;
}
