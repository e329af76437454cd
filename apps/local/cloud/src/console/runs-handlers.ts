import { type Clock } from '@pulso/kit/time';
import { type Handlers, type RunDetail, type RunSummary } from '@pulso/local/console-api';

import { RefusedOperationError } from '../errors';
import { type MapLine } from './map-line';
import { drawLanes } from './runs/draw-lanes';
import { askedAtMsOf, endOf, summarizeRun, traceBack } from './runs/run-end';
import { type RunFacts, factsOf } from './runs/run-facts';
import { type RunIndex } from './runs/run-index';
import { standingOf, whyNot } from './runs/standing-of';
import { type LookedAtQueues, type WaitingMessage, waitingMessagesOf } from './runs/waiting-messages';

/** Of the log lines of a run, the last. */
const maxLineCount = 5_000;

const maxSummaryCount = 5_000;

/** What of a local cloud tells of runs, beside what was heard of them. */
interface RunsCloud {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly definition: { readonly queues: LookedAtQueues['definitions'] };
  readonly queues: Pick<LookedAtQueues, 'peek'>;
}

/** @returns What the page of the runs shows. */
export const createRunsHandlers = (
  { clock, definition, queues }: RunsCloud,
  index: RunIndex,
  mapLine: MapLine,
): Handlers<'runs.list' | 'runs.logs' | 'runs.show'> => {
  const known = (runId: string): RunFacts => {
    const run = factsOf(runId, index, clock.nowMs());
    if (run) return run;
    throw new RefusedOperationError(
      `No run "${runId}" is known here. The list has those of which something was heard.`,
    );
  };
  /** By run, with how many lines there were: a list of many runs is asked for each second while one of them goes. */
  const summaries = new Map<string, { readonly lineCount: number; readonly summary: RunSummary }>();
  const summaryOf = (runId: string): RunSummary => {
    const lineCount = index.lineCountOf(runId);
    const last = summaries.get(runId);
    if (last?.lineCount === lineCount) return last.summary;
    const run = known(runId);
    const summarized = summarizeRun(run);
    const [why] = summarized.state === 'failed' || summarized.state === 'partial' ? whyNot(run) : [];
    const summary = { ...summarized, ...(why !== undefined && { why }) };
    // Those of runs that the index has forgotten.
    if (summaries.size > maxSummaryCount) summaries.clear();
    summaries.set(runId, { lineCount, summary });
    return summary;
  };
  return {
    'runs.list': () => index.runIds.map(summaryOf).sort((a, b) => b.askedAtMs - a.askedAtMs),
    'runs.show': ({ runId }) => {
      const run = known(runId);
      return showRun(run, waitingMessagesOf(run, { definitions: definition.queues, peek: queues.peek }));
    },
    'runs.logs': ({ runId }) =>
      known(runId)
        .invocations.flatMap(({ service, requestId, lines }) =>
          lines.map((line) => {
            const { timestamp, message } = mapLine(service, line);
            return { atMs: timestamp, service, requestId, message };
          }),
        )
        .sort((a, b) => a.atMs - b.atMs)
        .slice(-maxLineCount),
  };
};

function showRun(run: RunFacts, waiting: readonly WaitingMessage[]): RunDetail {
  const { endedAtMs, last } = endOf(run);
  // Before there is an end nothing has led to it.
  const steps = last && endedAtMs !== undefined ? traceBack(run, last, endedAtMs, askedAtMsOf(run)) : [];
  const summary = summarizeRun(run);
  const standing = standingOf(run, summary.state, waiting);
  return { ...summary, nowMs: run.nowMs, lanes: drawLanes(run, steps, waiting), ...(standing && { standing }) };
}
