/**
 * Ids as the two formats have them: an immutable id is the one that the simulator keeps, the default one is made from
 * it. https://learn.microsoft.com/graph/outlook-immutable-id
 */
export function toldId(id: string, immutable: boolean): string {
  return immutable ? id : `AAMk${Buffer.from(id).toString('base64url')}=`;
}

/** The id that the simulator keeps, from either format. */
export function keptId(told: string): string {
  const encoded = /^AAMk([\w-]+)=$/.exec(told)?.[1];
  return encoded === undefined ? told : Buffer.from(encoded, 'base64url').toString();
}

/**
 * Outlook names an occurrence after its series and the day it was planned for: the real ids hold that day, in .NET
 * ticks. A series that moves to another weekday therefore has all new occurrences; one that moves by an hour keeps them.
 * @param day `2026-03-23`
 */
export function occurrenceId(masterId: string, day: string): string {
  return `${masterId}.${day}`;
}

/** The series of an occurrence id; undefined for other ids. */
export function masterOf(id: string): string | undefined {
  return /^(.+)\.\d{4}-\d{2}-\d{2}$/.exec(id)?.[1];
}

/**
 * A global object id, which holds the day of the occurrence, so that unlike Google's uid it differs within a series:
 * https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal/1d3aac05-a7b9-45cc-a213-47f0a0a2c5c1
 */
export function iCalUIdOf(seriesOrEventId: string, day?: string): string {
  const [year = 0, month = 0, date = 0] = day?.split('-').map(Number) ?? [];
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const planned = hex(year, 4) + hex(month, 2) + hex(date, 2);
  const identity = Buffer.from(seriesOrEventId).toString('hex');
  return `040000008200E00074C5B7101A82E008${planned}${identity}`.toUpperCase();
}
