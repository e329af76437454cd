import { catalogue, checkReports, reportsOf } from '@pulso/domain/reports';
import { synthesize } from '@pulso/infra/constructs';
import { partProblems } from '@pulso/infra/stages';

import { unusedDestinationProblems, windowProblems } from './check-catalogue';
import { DispatcherStack } from './dispatcher-stack';

synthesize(
  'dispatcher',
  (app, props) => {
    checkReports(catalogue);
    return new DispatcherStack(app, { ...props, catalogue: reportsOf(props.settings) });
  },
  (settings) => [
    ...partProblems('destinations', settings),
    ...unusedDestinationProblems(catalogue, settings),
    ...windowProblems(catalogue, settings),
  ],
);
