import { type AccessControl } from '@pulso/local/aws';
import { type Handlers, type PermissionSummary } from '@pulso/local/console-api';

import { type LocalCloud } from '../../cloud/local-cloud';

/** @returns What shows permissions. */
export const createPermissionHandlers = ({ access }: Pick<LocalCloud, 'access'>): Handlers<'cloud.permissions'> => ({
  'cloud.permissions': () => ({ isEnforced: access !== undefined, owners: access ? permissionsByOwner(access) : [] }),
});

/**
 * Puts together what each policy's owner may do, what of it was needed, and what it was refused. Owners that were refused
 * something come first.
 */
export function permissionsByOwner({
  usedGrants,
  unusedGrants,
  denials,
}: Pick<AccessControl, 'denials' | 'unusedGrants' | 'usedGrants'>): PermissionSummary[] {
  const grants = [
    ...usedGrants().map((grant) => ({ ...grant, isUsed: true })),
    ...unusedGrants().map((grant) => ({ ...grant, isUsed: false })),
  ];
  const refusals = denials().map(({ message, count }) => ({ owner: refusedOwnerOf(message), message, count }));
  const owners = [...new Set([...refusals.map(({ owner }) => owner), ...grants.map(({ where }) => where).sort()])];
  return owners.map((owner) => ({
    owner,
    grants: grants.flatMap(({ where, ...grant }) => (where === owner ? [grant] : [])),
    refusals: refusals.flatMap((one) => (one.owner === owner ? [{ message: one.message, count: one.count }] : [])),
  }));
}

/** @returns The role whose session or ARN AWS's sentence names, as grants name it. */
function refusedOwnerOf(message: string): string {
  const role = /:(?:assumed-role|role)\/([\w+=,.@-]+)/.exec(message)?.[1];
  return role === undefined ? 'callers without a role' : `role ${role}`;
}
