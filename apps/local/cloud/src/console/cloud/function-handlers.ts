import { type FunctionSummary, type Handlers } from '@pulso/console-api';
import { type StoredLogEvent } from '@pulso/local-aws';

import { type LocalCloud } from '../../cloud/local-cloud';
import { type FunctionFigures } from '../../figures/function-figures';
import { findNamed } from './find-named';
import { requestLines } from './request-lines';

/** So many lines are shown at most. */
const shownLineCount = 100;

/** Lines among which those to be shown are looked for: the newest ones, and those of one request. */
const searchedLineCounts = { newest: 1_000, ofRequest: 10_000 };

/** A whole log is read only where this time has too few lines, ms. */
const searchedMs = 3_600_000;

/** @returns What shows functions and their logs. */
export const createFunctionHandlers = ({
  definition,
  figuresOf,
  runningCount,
  logStore,
  clock,
}: Pick<LocalCloud, 'figuresOf' | 'logStore' | 'runningCount'> & {
  readonly clock: Pick<LocalCloud['clock'], 'nowMs'>;
  readonly definition: Pick<LocalCloud['definition'], 'functions'>;
}): Handlers<'cloud.function-log' | 'cloud.functions'> => ({
  'cloud.functions': () =>
    definition.functions.map(({ name, timeoutSeconds }) => {
      const { durationsMs, ...figures } = figuresOf(name);
      return { name, timeoutSeconds, runningCount: runningCount(name), ...figures, ...summarize(durationsMs) };
    }),
  'cloud.function-log': ({ function: name, requestId }) => {
    const { logGroupName } = findNamed('function', name, definition.functions);
    const count = requestId === undefined ? searchedLineCounts.newest : searchedLineCounts.ofRequest;
    const lines = requestLines(newestEvents(logStore, logGroupName, clock.nowMs(), count));
    return lines.filter((line) => requestId === undefined || line.requestId === requestId).slice(-shownLineCount);
  },
});

function newestEvents(store: LocalCloud['logStore'], name: string, nowMs: number, count: number): StoredLogEvent[] {
  const since = (startMs: number): StoredLogEvent[] => [...store.eventsOf(store.get(name), { startMs })];
  const newest = since(nowMs - searchedMs);
  return (newest.length >= count ? newest : since(-Infinity)).slice(-count);
}

function summarize(durationsMs: FunctionFigures['durationsMs']): Pick<FunctionSummary, 'durations'> {
  const [lastMs, sorted] = [durationsMs.at(-1), durationsMs.toSorted((left, right) => left - right)];
  const [medianMs, longestMs] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
  if (lastMs === undefined || medianMs === undefined || longestMs === undefined) return {};
  return { durations: { lastMs, medianMs, longestMs } };
}
