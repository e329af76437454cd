import { type Handlers } from '@pulso/console-api';

import { createCloudHandlers } from './cloud-handlers';
import { createOverviewHandlers } from './overview-handlers';
import { createQuestionsHandlers } from './questions-handlers';
import { createChatHandlers } from './chat-handlers';
import { createPostedHandlers } from './posted-handlers';
import { createRunsHandlers } from './runs-handlers';
import { type RunIndex } from './runs/run-index';
import { type ShownCloud } from './shown-cloud';

/** @returns What carries out every operation of the API on a running local cloud. */
export const createHandlers = (cloud: ShownCloud, runs: RunIndex): Handlers => ({
  ...createOverviewHandlers(cloud),
  ...createCloudHandlers(cloud),
  ...createQuestionsHandlers(cloud),
  ...createChatHandlers(cloud),
  ...createPostedHandlers(cloud),
  ...createRunsHandlers(cloud, runs),
});
