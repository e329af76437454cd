import { synthesize } from '@pulso/infra/constructs';

import { QueryWorkerStack } from './query-worker-stack';

synthesize('query-worker', (app, props) => new QueryWorkerStack(app, props));
