import { synthesize } from '@pulso/infra/constructs/stack';
import { knownStages } from '@pulso/infra/stages/base';
import { chatProblems, chatSettings } from '@pulso/infra/stages/chats';
import { postProblems, postSettings } from '@pulso/infra/stages/posts';
import { catalogue, checkReports } from '@pulso/reports';

import { DispatcherStack } from './dispatcher-stack';
import { reportingSettings } from './reporting-settings';
import { unusedDestinationProblems } from './unused-destination-problems';
import { windowProblems } from './window-problems';

/**
 * Synthesizes the stack with the reports of the catalogue.
 *
 * @throws {InvalidReportError} A report is not usable. Not retryable.
 */
export function synthesizeDispatcher(): void {
  checkReports(catalogue);
  synthesize(
    'dispatcher',
    (app, props, stage) => {
      const settings = reportingSettings(props.settings, chatSettings[stage], postSettings[stage]);
      return new DispatcherStack(app, { ...props, settings, catalogue });
    },
    (stage) => [
      ...chatProblems(stage, chatSettings[stage]),
      ...postProblems(stage, postSettings[stage]),
      ...unusedDestinationProblems(catalogue, stage, { chats: chatSettings[stage], posts: postSettings[stage] }),
      ...windowProblems(catalogue, knownStages[stage]),
    ],
  );
}
