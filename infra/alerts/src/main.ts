import { synthesize } from '@pulso/infra/constructs';
import { partProblems } from '@pulso/infra/stages';

import { AlertsStack } from './alerts-stack';

synthesize(
  'alerts',
  (app, props) => new AlertsStack(app, props),
  (settings) => partProblems('alerts', settings),
);
