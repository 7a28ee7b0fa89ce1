import { ValidateBy } from 'class-validator';
import { validateCronExpression } from 'cron';
import { nextSlot } from '../common/background/schedule';
import { parseKeyRing } from '../common/secrets/key-ring';

/** An address that a server hands its secrets to: https, or plain http on this very machine (simulators). */
export function IsEndpoint(): PropertyDecorator {
  return rule('isEndpoint', 'must be an https URL (http is accepted for loopback hosts only)', (value) => {
    const url = parseUrl(value);
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  });
}

/** An address for browsers: http or https. */
export function IsWebUrl(): PropertyDecorator {
  return rule('isWebUrl', 'must be an http or https URL', (value) => {
    return ['http:', 'https:'].includes(parseUrl(value)?.protocol ?? '');
  });
}

/** The URL of a database or cache server, with one of the given schemes. */
export function IsServerUrl(...schemes: string[]): PropertyDecorator {
  return rule('isServerUrl', `must be a URL that starts with ${schemes.join(':// or ')}://`, (value) =>
    schemes.includes(parseUrl(value)?.protocol.slice(0, -1) ?? ''),
  );
}

/** A name that becomes one segment of an address. */
export function IsPathSegment(): PropertyDecorator {
  return rule('isPathSegment', 'must consist of letters, digits, dots and hyphens', (value) =>
    /^[a-z\d][a-z\d.-]*$/i.test(value),
  );
}

/** A cron expression: five fields, or six with seconds in front. It has to name an instant that comes. */
export function IsCron(): PropertyDecorator {
  return rule('isCron', 'must be a cron expression, such as 0 * * * *', (value) => {
    try {
      return validateCronExpression(value).valid && isFinite(nextSlot(value, new Date()).getTime());
    } catch {
      return false;
    }
  });
}

/** A time of day: HH:MM. */
export function IsTimeOfDay(): PropertyDecorator {
  return rule('isTimeOfDay', 'must be a time of day from 00:00 to 23:59', (value) =>
    /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
  );
}

/** A shared secret of at least so many bytes. */
export function IsSecret(bytes: number): PropertyDecorator {
  return rule('isSecret', `must have at least ${bytes} bytes`, (value) => Buffer.byteLength(value) >= bytes);
}

/** The key ring of the secret box. */
export function IsKeyRing(): PropertyDecorator {
  return rule(
    'isKeyRing',
    'must be <key id>:<base64 of 32 bytes>, with older keys behind commas',
    (value) => {
      try {
        return parseKeyRing(value).keys.size > 0;
      } catch {
        return false;
      }
    },
  );
}

/** True for addresses that cannot leave this machine. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}

function parseUrl(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

function rule(name: string, message: string, holds: (value: string) => boolean): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && holds(value),
      defaultMessage: () => message,
    },
  });
}
