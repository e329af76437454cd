import { type Handlers, type OperationName } from '@pulso/local/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { createChatHandlers } from './chat-handlers';
import { createPostedHandlers } from './cloud-files';
import { createFunctionHandlers } from './cloud/function-handlers';
import { createHealthHandlers } from './cloud/health-handlers';
import { createPartHandlers } from './cloud/part-handlers';
import { createQueueHandlers } from './cloud/queue-handlers';
import { createScheduleHandlers } from './cloud/schedule-handlers';
import { createTableHandlers } from './cloud/table-handlers';
import { createOriginHandlers } from './origins/origin-handlers';
import { type UpdateIndex } from './origins/update-index';
import { type LoggedErrors } from './cloud/logged-errors';
import { type MapLine } from './map-line';
import { createQuestionsHandlers } from './questions-handlers';
import { createRunsHandlers } from './runs-handlers';
import { type RunIndex } from './runs/run-index';

/** A local cloud as the console shows it. */
export interface ShownCloud extends LocalCloud {
  /** What it is busy with before a person can use it; undefined: nothing. */
  readonly activity: string | undefined;
  /** Why the edited sources can't be built; empty: they can. */
  readonly buildErrors: readonly string[];
}

/** What the console has heard since its local cloud was started, and how it shows lines of logs. */
interface Heard {
  readonly runs: RunIndex;
  readonly updates: UpdateIndex;
  readonly loggedErrors: LoggedErrors;
  readonly mapLine: MapLine;
  /** Tells readers of events that the overview is another. */
  readonly tellOverview: () => void;
}

/** @returns What carries out every operation of the API on a running local cloud. */
export const createHandlers = (cloud: ShownCloud, heard: Heard): Handlers => ({
  ...createOverviewHandlers(cloud),
  ...createCloudHandlers(cloud, heard),
  ...createQuestionsHandlers(cloud),
  ...createChatHandlers(cloud, heard.updates),
  ...createOriginHandlers(cloud, heard),
  ...createPostedHandlers(cloud),
  ...createRunsHandlers(cloud, heard.runs, heard.mapLine),
});

/** @returns What stands above every page. */
const createOverviewHandlers = (cloud: ShownCloud): Handlers<'overview'> => ({
  overview: () => ({
    stage: cloud.stage,
    nowMs: cloud.clock.nowMs(),
    bot: { name: cloud.botApi.bot.first_name },
    ringingAlarms: cloud.alarms().flatMap(({ alarm, state }) => (state === 'ALARM' ? [alarm.name] : [])),
    areFaultsOn: cloud.faultPlan.planned() !== undefined,
    ...(cloud.activity !== undefined && { activity: cloud.activity }),
    buildErrors: cloud.buildErrors,
  }),
});

/** @returns What shows and moves the parts of the local cloud. */
const createCloudHandlers = (cloud: ShownCloud, heard: Heard): Handlers<Extract<OperationName, `cloud.${string}`>> => ({
  ...createQueueHandlers(cloud),
  ...createPartHandlers({ ...cloud, failureOf: ({ receives }) => receives.at(-1)?.failure }, heard),
  ...createTableHandlers(cloud),
  ...createFunctionHandlers(cloud, heard),
  ...createScheduleHandlers(cloud),
  ...createHealthHandlers(cloud, heard.tellOverview),
});
