/** An address that paths are appended to, without the slash that it may have been given with. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
