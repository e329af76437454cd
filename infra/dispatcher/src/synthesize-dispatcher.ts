import { catalogue, checkReports, reportsOf } from '@pulso/domain/reports';
import { synthesize } from '@pulso/infra/constructs';
import { chatProblems } from '@pulso/infra/stages';

import { DispatcherStack } from './dispatcher-stack';
import { unusedDestinationProblems } from './unused-destination-problems';
import { windowProblems } from './window-problems';

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
      ...chatProblems(settings),
      ...unusedDestinationProblems(catalogue, settings),
      ...windowProblems(catalogue, settings),
    ],
  );
}
