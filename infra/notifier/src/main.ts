import { synthesize } from '@pulso/infra/constructs/stack';
import { postSettings } from '@pulso/infra/stages/posts';

import { NotifierStack } from './notifier-stack';

synthesize('notifier', (app, props, stage) => new NotifierStack(app, { ...props, posts: postSettings[stage] }));
