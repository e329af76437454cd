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
  const summaries = new Map<string, { readonly version: number; readonly summary: RunSummary }>();
  const summarize = (runId: string, version: number): RunSummary => {
    const last = summaries.get(runId);
    if (last?.version === version) return last.summary;
    const run = known(runId);
    const summary = summaryOf(run);
    const isOver = summary.state !== 'going' && run.pieces.every(({ goneAtMs }) => goneAtMs !== undefined);
    if (isOver) summaries.set(runId, { version, summary });
    return summary;
  };
  return {
    'runs.list': () => {
      for (const runId of summaries.keys()) if (!heard.runs.has(runId)) summaries.delete(runId);
      const all = [...heard.runs].map(([runId, { version }]) => summarize(runId, version));
      return all.sort((a, b) => b.askedAtMs - a.askedAtMs);
    },
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
