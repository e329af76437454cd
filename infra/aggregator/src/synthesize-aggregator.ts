import { synthesize } from '@pulso/infra/constructs/stack';
import { catalogue } from '@pulso/reports';

import { AggregatorStack } from './aggregator-stack';

/** Synthesizes the stack with the schedules of the catalogue. */
export const synthesizeAggregator = (): void =>
  synthesize('aggregator', (app, props) => new AggregatorStack(app, { ...props, catalogue }));
