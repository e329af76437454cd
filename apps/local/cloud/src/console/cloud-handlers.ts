import { type Handlers, type OperationName } from '@pulso/console-api';

import { createAlarmHandlers } from './cloud/alarm-handlers';
import { createFaultHandlers } from './cloud/fault-handlers';
import { createFunctionHandlers } from './cloud/function-handlers';
import { permissionsByOwner } from './cloud/permissions-by-owner';
import { createQueueHandlers } from './cloud/queue-handlers';
import { createScheduleHandlers } from './cloud/schedule-handlers';
import { createTableHandlers } from './cloud/table-handlers';
import { type ShownCloud } from './shown-cloud';

/** @returns What shows and moves the parts of the local cloud. */
export const createCloudHandlers = (cloud: ShownCloud): Handlers<Extract<OperationName, `cloud.${string}`>> => ({
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
