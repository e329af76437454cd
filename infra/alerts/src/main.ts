import { synthesizeStack } from '@pulso/infra/constructs';
import { partProblems } from '@pulso/infra/stages';

import { AlertsStack } from './alerts-stack';

synthesizeStack(
  'alerts',
  (app, props) => new AlertsStack(app, props),
  (settings) => partProblems('alerts', settings),
);
