import { type Handlers } from '@pulso/console-api';

import { type LocalCloud } from '../../cloud/local-cloud';
import { permissionsByOwner } from './permissions-by-owner';

/** @returns What shows permissions. */
export const createPermissionHandlers = ({ access }: Pick<LocalCloud, 'access'>): Handlers<'cloud.permissions'> => ({
  'cloud.permissions': () => ({ isEnforced: access !== undefined, owners: access ? permissionsByOwner(access) : [] }),
});
