import { type Clock } from '@pulso/kit/time';
import { type Handlers, type RunSummary } from '@pulso/local/console-api';
import { type CloudDefinition } from '@pulso/world/stacks';

import { RefusedOperationError } from '../errors';
import { type Heard } from './heard';
import { drawLanes } from './runs/draw-lanes';
import { type Run, readRun } from './runs/read-run';
import { summaryOf } from './runs/standing-of';

/** Of the log lines of a run, the last. */
const maxLineCount = 5_000;

/** What of a local cloud tells of runs, beside what was heard of them. */
interface RunsCloud {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly definition: Pick<CloudDefinition, 'queues'>;
}

/** @returns What the page of the runs shows. */
export const createRunsHandlers = (
  { clock, definition }: RunsCloud,
  heard: Heard,
): Handlers<'runs.list' | 'runs.logs' | 'runs.show'> => {
  const known = (runId: string): Run => {
    const run = readRun(runId, heard, definition.queues, clock.nowMs());
    if (run) return run;
    throw new RefusedOperationError(
      `No run "${runId}" is known here. The list has those of which something was heard.`,
    );
  };
  /**
   * Of runs that are over, and of which no message is left: a list of many runs is asked for each second while one of them
   * goes. Nothing is heard of a message that is purged or expires.
   */
  const summaries = new WeakMap<object, { readonly version: number; readonly summary: RunSummary }>();
  const summarize = ([runId, heardRun]: readonly [string, { readonly version: number }]): RunSummary => {
    const { version } = heardRun;
    const last = summaries.get(heardRun);
    if (last?.version === version) return last.summary;
    const run = known(runId);
    const summary = summaryOf(run);
    const isOver = summary.state !== 'going' && run.pieces.every(({ goneAtMs }) => goneAtMs !== undefined);
    if (isOver) summaries.set(heardRun, { version, summary });
    return summary;
  };
  return {
    'runs.list': () => [...heard.runs].map(summarize).sort((a, b) => b.askedAtMs - a.askedAtMs),
    'runs.show': ({ runId }) => {
      const run = known(runId);
      const summary = summaryOf(run);
      const { askedAtMs, durationMs = Infinity } = summary;
      return { ...summary, nowMs: run.nowMs, lanes: drawLanes(run, askedAtMs + durationMs) };
    },
    'runs.logs': ({ runId }) =>
      known(runId)
        .invocations.flatMap(({ service, functionName, requestId, lines }) =>
          lines.map((line) => {
            const { timestamp, message } = heard.show(functionName, line);
            return { atMs: timestamp, service, requestId, message };
          }),
        )
        .sort((a, b) => a.atMs - b.atMs)
        .slice(-maxLineCount),
  };
};
