import { type Handlers } from '@pulso/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { createOverviewHandlers } from './overview-handlers';
import { createRunsHandlers } from './runs-handlers';
import { type RunIndex } from './runs/run-index';

/** @returns What carries out every operation of the API on a running local cloud. */
export const createHandlers = (cloud: LocalCloud, runs: RunIndex): Handlers => ({
  ...createOverviewHandlers(cloud),
  ...createRunsHandlers(cloud, runs),
});
