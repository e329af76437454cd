import { type Handlers, type OperationName } from '@pulso/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { createAlarmHandlers } from './cloud/alarm-handlers';
import { createFaultHandlers } from './cloud/fault-handlers';
import { createFunctionHandlers } from './cloud/function-handlers';
import { permissionsByOwner } from './cloud/permissions-by-owner';
import { createQueueHandlers } from './cloud/queue-handlers';
import { createScheduleHandlers } from './cloud/schedule-handlers';
import { createTableHandlers } from './cloud/table-handlers';

/** @returns What shows and moves the parts of the local cloud. */
export const createCloudHandlers = (cloud: LocalCloud): Handlers<Extract<OperationName, `cloud.${string}`>> => ({
  ...createQueueHandlers(cloud),
  ...createTableHandlers(cloud),
  ...createFunctionHandlers(cloud),
  ...createScheduleHandlers(cloud),
  ...createAlarmHandlers(cloud),
  ...createFaultHandlers(cloud),
  'cloud.permissions': () => ({
    isEnforced: cloud.access !== undefined,
    owners: cloud.access ? permissionsByOwner(cloud.access) : [],
  }),
});
