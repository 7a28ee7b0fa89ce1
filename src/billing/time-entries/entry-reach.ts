import type { Principal } from '../../accounts/guard/principal';
import { Forbidden } from '../../common/errors/problem';

/** Whose entries a user reaches: their own, and as an admin everybody's, which is undefined. */
export function ownerWithinReach({ userId, role }: Principal): string | undefined {
  return role === 'admin' ? undefined : userId;
}

/** Whose entries a list shows, when it asks for those of `wanted`. @throws Forbidden for somebody else's without being admin */
export function listedOwner(user: Principal, wanted: string | undefined): string | undefined {
  const reach = ownerWithinReach(user);
  if (wanted === undefined) return reach;
  if (reach !== undefined && reach !== wanted.toLowerCase()) {
    throw new Forbidden('Only admins see the time entries of others.');
  }
  return wanted;
}
