import { IANAZone } from 'luxon';
import { findIana } from 'windows-iana';

/** The names under which Outlook means UTC, also where the event was made by something other than Outlook. */
const UTC = new Set(['utc', 'tzone://microsoft/utc', 'etc/utc']);

/**
 * The IANA name for a zone as Graph names it: by its Windows name ("W. Europe Standard Time", mapped by CLDR), or by
 * its IANA name.
 * https://learn.microsoft.com/graph/api/resources/datetimetimezone
 * @returns null for `tzone://Microsoft/Custom`, which means nothing outside of the mailbox, and for unknown names
 */
export function zoneOf(name: unknown): string | null {
  if (typeof name !== 'string' || name === '' || name.length > 64) return null;
  if (UTC.has(name.toLowerCase())) return 'UTC';
  const [iana = name] = findIana(name);
  return IANAZone.isValidZone(iana) ? iana : null;
}
