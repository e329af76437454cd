import { synthesizeStack } from '@pulso/infra/constructs/stack';
import { alertProblems, alertSettings } from '@pulso/infra/stages/alerts';

import { AlertsStack } from './alerts-stack';

synthesizeStack(
  'alerts',
  (app, props, stage) => new AlertsStack(app, { ...props, alerts: alertSettings[stage] }),
  (stage) => alertProblems(stage, alertSettings[stage]),
);
