import { catalogue, checkReports, reportsOf } from '@pulso/domain/reports';
import { synthesize } from '@pulso/infra/constructs';

import { AggregatorStack } from './aggregator-stack';

synthesize('aggregator', (app, props) => {
  checkReports(catalogue);
  return new AggregatorStack(app, { ...props, catalogue: reportsOf(props.settings) });
});
