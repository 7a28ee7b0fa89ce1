import { IANAZone } from 'luxon';

/** https://github.com/unicode-org/cldr/blob/main/common/supplemental/windowsZones.xml, the zones that stories and tests use. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
  'Central European Standard Time': 'Europe/Warsaw',
  'Central Europe Standard Time': 'Europe/Budapest',
  'GMT Standard Time': 'Europe/London',
  'FLE Standard Time': 'Europe/Kiev',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'India Standard Time': 'Asia/Kolkata',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Samoa Standard Time': 'Pacific/Apia',
};

/** The IANA name of a Windows or IANA zone; undefined when nobody here knows it. */
export function ianaZone(name: string): string | undefined {
  const windows = WINDOWS_ZONES[name];
  if (windows !== undefined) return windows;
  return IANAZone.isValidZone(name) ? name : undefined;
}

/** The name that Outlook would show: the Windows one where there is one. */
export function windowsZone(name: string): string {
  const known = Object.entries(WINDOWS_ZONES).find(([, iana]) => iana === name);
  return known?.[0] ?? name;
}
