import { Account } from './account.directory';
import { World } from './world';

const SHARED = ['common', 'organizations', 'consumers'];

/** Whether Entra knows the tenant of a path: one of the shared names, or the GUID of a directory. */
export function isKnownTenant({ directory }: World, tenant: string): boolean {
  return SHARED.includes(tenant) || directory.isTenant(tenant);
}

/** A directory's own address lets nobody else in; the shared ones let in everybody. */
export function admits(tenant: string, { tenantId }: Account): boolean {
  return SHARED.includes(tenant) || tenant === tenantId;
}
