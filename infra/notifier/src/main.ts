import { synthesize } from '@pulso/infra/constructs/stack';
import { postProblems, postSettings } from '@pulso/infra/stages/posts';

import { NotifierStack } from './notifier-stack';

synthesize(
  'notifier',
  (app, props, stage) => new NotifierStack(app, { ...props, posts: postSettings[stage] }),
  (stage) => postProblems(stage, postSettings[stage]),
);
