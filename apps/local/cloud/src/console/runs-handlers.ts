import { type Handlers, type RunDetail } from '@pulso/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { RefusedOperationError } from './errors';
import { drawLanes } from './runs/draw-lanes';
import { findDelays, findRepeats, findRetries } from './runs/find-findings';
import { type RunFacts, faultsOf } from './runs/run-facts';
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
  const factsOf = (runId: string): RunFacts => {
    const invocations = index.invocationsOf(runId);
    if (invocations.length === 0) {
      throw new RefusedOperationError(
        `No run "${runId}" is known here. The list has those of which something was heard.`,
      );
    }
    const faults = faultsOf(runId, invocations, index.faults);
    return { runId, invocations, faults, alarmChanges: index.alarmChanges, nowMs: clock.nowMs() };
  };
  return {
    'runs.list': () =>
      index.runIds.map((runId) => summarizeRun(factsOf(runId))).sort((a, b) => b.askedAtMs - a.askedAtMs),
    'runs.show': ({ runId }) => showRun(factsOf(runId)),
    'runs.logs': ({ runId }) =>
      factsOf(runId)
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
    lanes: drawLanes(run, new Set(steps.map(({ itemId }) => itemId))),
    findings: [...findDelays(run, steps, askedAtMs), ...findRepeats(run, askedAtMs), ...findRetries(run)],
  };
}
