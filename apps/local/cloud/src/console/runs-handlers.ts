import { type Handlers, type RunDetail } from '@pulso/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { RefusedOperationError } from './errors';
import { drawLanes } from './runs/draw-lanes';
import { findDelays, findRepeats, findRetries } from './runs/find-findings';
import { waitId, workId } from './runs/item-ids';
import { type RunFacts, factsOf } from './runs/run-facts';
import { type RunIndex } from './runs/run-index';
import { askedAtMsOf, endOf, summarizeRun } from './runs/summarize-run';
import { traceBack } from './runs/trace-back';

/** Of the log lines of a run, the last. */
const maxLineCount = 5_000;

/** @returns What the page of the runs shows. */
export const createRunsHandlers = (
  { clock }: Pick<LocalCloud, 'clock'>,
  index: RunIndex,
): Handlers<'runs.list' | 'runs.logs' | 'runs.show'> => {
  const known = (runId: string): RunFacts => {
    const run = factsOf(runId, index, clock.nowMs());
    if (run) return run;
    throw new RefusedOperationError(
      `No run "${runId}" is known here. The list has those of which something was heard.`,
    );
  };
  return {
    'runs.list': () =>
      index.runIds.map((runId) => summarizeRun(known(runId))).sort((a, b) => b.askedAtMs - a.askedAtMs),
    'runs.show': ({ runId }) => showRun(known(runId)),
    'runs.logs': ({ runId }) =>
      known(runId)
        .invocations.flatMap(({ service, requestId, lines }) =>
          lines.map(({ timestamp, message }) => ({ atMs: timestamp, service, requestId, message })),
        )
        .sort((a, b) => a.atMs - b.atMs)
        .slice(-maxLineCount),
  };
};

function showRun(run: RunFacts): RunDetail {
  const askedAtMs = askedAtMsOf(run);
  const { endedAtMs, last } = endOf(run);
  const steps = last ? traceBack(run, last, endedAtMs ?? last.endedAtMs ?? run.nowMs, askedAtMs) : [];
  return {
    ...summarizeRun(run),
    nowMs: run.nowMs,
    lanes: drawLanes(
      run,
      new Set(steps.map(({ kind, receive }) => (kind === 'wait' ? waitId(receive) : workId(receive)))),
    ),
    findings: [...findDelays(run, steps, askedAtMs), ...findRepeats(run, askedAtMs), ...findRetries(run)],
  };
}
