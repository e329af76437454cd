import { synthesize } from '@pulso/infra/constructs/stack';

import { AggregatorStack } from './aggregator-stack';

synthesize('aggregator', (app, props) => new AggregatorStack(app, props));
