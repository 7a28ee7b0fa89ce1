/** A member's JSON pointer, below that of what holds it (RFC 6901 §3). */
export function pointerTo(member: string, parent = ''): string {
  return `${parent}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
