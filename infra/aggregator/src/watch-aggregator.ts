import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';
import {
  Alarm,
  countEvents,
  type ServiceFunction,
  showLines,
  stackOf,
  stops,
  watchEvents,
  watchFunction,
} from '@pulso/infra/constructs';

export const missingReports = 'Reports do not come, or come late.';

/** Puts alarms on runs that go wrong, and on missing sweeps. */
export function watchAggregator(aggregator: ServiceFunction): void {
  watchFunction(aggregator, missingReports);
  watchSweep(aggregator);
  watchEvents(aggregator, [
    {
      event: alarmedEvents.runWithoutPlan,
      harm: 'A report does not come: answers have arrived for its run, and the plan that says what to do with them has not.',
    },
    {
      event: alarmedEvents.scheduledRunMissing,
      harm: 'A scheduled report has not begun a quarter of an hour after its time.',
    },
    {
      event: alarmedEvents.reportWithoutAnswers,
      harm: 'A report without a single number has gone out: not one of its questions was answered.',
    },
    {
      event: alarmedEvents.noRequests,
      harm:
        'No person may reach the bot: a report has no requests, and each of the days before had some. Its zeros are true, ' +
        'and nothing else may ring.',
    },
    {
      event: alarmedEvents.sweepFailed,
      harm: 'A report may not come: the sweep could not handle its run, and tries again after half an hour at most.',
      // It stays on for three periods after a failure, longer than the pause between two attempts.
      limit: { withinMinutes: 15 },
    },
  ]);
}

/** A sweep comes every five minutes; six missing ones are not an accident. */
function watchSweep(aggregator: ServiceFunction): void {
  const stack = stackOf(aggregator);
  const sweeps = countEvents(aggregator, { event: measuredEvents.sweepFinished, metricName: 'SweepHeartbeat' });
  new Alarm(stack, 'sweep-missing', {
    baseName: 'aggregator-sweep-missing',
    harm: 'Reports that lack an answer never come: for half an hour no sweep has closed runs that are due.',
    firstCommand: showLines(stack.settings.stage, stack.service, `$.event = "${measuredEvents.sweepFinished}"`),
    condition: stops(sweeps, { periodSeconds: 300, periodCount: 6 }),
  });
}
