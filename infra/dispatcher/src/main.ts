import { synthesize } from '@pulso/infra/constructs';
import { catalogue } from '@pulso/reports';

import { DispatcherStack } from './dispatcher-stack';

synthesize('dispatcher', (app, props) => new DispatcherStack(app, { ...props, catalogue }));
