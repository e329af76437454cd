import { synthesizeStack } from '@pulso/infra/constructs/stack';
import { alertSettings } from '@pulso/infra/stages/alerts';

import { AlertsStack } from './alerts-stack';

synthesizeStack('alerts', (app, props, stage) => new AlertsStack(app, { ...props, alerts: alertSettings[stage] }));
