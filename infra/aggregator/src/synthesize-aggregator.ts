import { catalogue, checkReports, reportsOf } from '@pulso/domain/reports';
import { synthesize } from '@pulso/infra/constructs';

import { AggregatorStack } from './aggregator-stack';

/**
 * Synthesizes the stack with the schedules of the stage.
 *
 * @throws {InvalidReportError} A report is not usable. Not retryable.
 */
export function synthesizeAggregator(): void {
  checkReports(catalogue);
  synthesize(
    'aggregator',
    (app, props) => new AggregatorStack(app, { ...props, catalogue: reportsOf(props.settings) }),
  );
}
