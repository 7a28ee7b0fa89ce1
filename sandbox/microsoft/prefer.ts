import { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../simulator/reply';
import { graphError } from './graph.error';
import { ianaZone } from './zone.name';

/** What a caller prefers, and the answer that says which of it was heard. */
export interface Preferences {
  /** As the caller named it, Windows or IANA. */
  timeZone: string;
  immutableIds: boolean;
  pageSize: number | null;
  /** For `Preference-Applied`. */
  applied: string[];
}

/** `Prefer: odata.maxpagesize=50, outlook.timezone="UTC", IdType="ImmutableId"`; on one line or on several. */
export function parsePrefer(headers: IncomingHttpHeaders): Preferences {
  const text = [headers.prefer ?? []].flat().join(', ');
  const timeZone = valueOf(text, 'outlook\\.timezone');
  const size = Number(valueOf(text, 'odata\\.maxpagesize') ?? NaN);
  const pageSize = Number.isInteger(size) && size > 0 ? size : null;
  const immutableIds = valueOf(text, 'IdType')?.toLowerCase() === 'immutableid';
  if (timeZone !== undefined && ianaZone(timeZone) === undefined) {
    throw new Refusal(graphError('TimeZoneNotSupportedException'));
  }
  const applied = [
    ...(pageSize === null ? [] : [`odata.maxpagesize=${pageSize}`]),
    ...(timeZone === undefined ? [] : [`outlook.timezone="${timeZone}"`]),
    ...(immutableIds ? ['IdType="ImmutableId"'] : []),
  ];
  return { timeZone: timeZone ?? 'UTC', immutableIds, pageSize, applied };
}

function valueOf(text: string, name: string): string | undefined {
  return new RegExp(`(?:^|[,;\\s])${name}\\s*=\\s*"?([^",;]+)"?`, 'i').exec(text)?.[1]?.trim();
}
