import { synthesize } from '@pulso/infra/constructs';

import { NotifierStack } from './notifier-stack';

synthesize('notifier', (app, props) => new NotifierStack(app, props));
