import { synthesize } from '@pulso/infra/constructs';
import { partProblems } from '@pulso/infra/stages';

import { NotifierStack } from './notifier-stack';

synthesize(
  'notifier',
  (app, props) => new NotifierStack(app, props),
  (settings) => partProblems('mail', settings),
);
