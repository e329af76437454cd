import { synthesize } from '@pulso/infra/constructs';

import { AggregatorStack } from './aggregator-stack';

synthesize('aggregator', (app, props) => new AggregatorStack(app, props));
