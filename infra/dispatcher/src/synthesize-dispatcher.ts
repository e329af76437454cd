import { catalogue, checkReports, reportsOf } from '@pulso/domain/reports';
import { synthesize } from '@pulso/infra/constructs';
import { partProblems } from '@pulso/infra/stages';

import { unusedDestinationProblems, windowProblems } from './check-catalogue';
import { DispatcherStack } from './dispatcher-stack';

/**
 * Synthesizes the stack with the reports of the stage.
 *
 * @throws {InvalidReportError} A report is not usable. Not retryable.
 */
export function synthesizeDispatcher(): void {
  checkReports(catalogue);
  synthesize(
    'dispatcher',
    (app, props) => new DispatcherStack(app, { ...props, catalogue: reportsOf(props.settings) }),
    (settings) => [
      ...partProblems('destinations', settings),
      ...unusedDestinationProblems(catalogue, settings),
      ...windowProblems(catalogue, settings),
    ],
  );
}
