import type { Principal } from '../../accounts/guard/principal';
import { Forbidden } from '../../common/errors/problem';

/** Whose entries a user reaches: their own; undefined for an admin, who reaches everybody's. */
export function ownerWithinReach({ userId, role }: Principal): string | undefined {
  return role === 'admin' ? undefined : userId;
}

/** Who changes an entry, and whose entries they reach: undefined reaches everybody's. */
export interface Editor {
  userId: string;
  reach: string | undefined;
}

/** A user who changes entries within their reach. */
export function editorOf(user: Principal): Editor {
  return { userId: user.userId, reach: ownerWithinReach(user) };
}

/** Somebody who changes only their own entries, admin or not. */
export function onlyOwn(userId: string): Editor {
  return { userId, reach: userId };
}

/** Whose entries a list shows, when it asks for those of `wanted`. @throws Forbidden for somebody else's without being admin */
export function listedOwner(user: Principal, wanted: string | undefined): string | undefined {
  const reach = ownerWithinReach(user);
  if (wanted === undefined) return reach;
  if (reach !== undefined && reach !== wanted) {
    throw new Forbidden('Only admins see the time entries of others.');
  }
  return wanted;
}
