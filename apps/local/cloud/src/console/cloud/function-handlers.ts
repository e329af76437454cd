import { type FunctionSummary, type Handlers } from '@pulso/console-api';

import { type LocalCloud } from '../../cloud/local-cloud';
import { type FunctionFigures } from '../../figures/function-figures';
import { findNamed } from './find-named';
import { requestLines } from './request-lines';

/** A function's newest lines among which those of a request are looked for, and how many are shown at most. */
const [searchedLineCount, shownLineCount] = [5_000, 100];

/** @returns What shows functions and their logs. */
export const createFunctionHandlers = ({
  definition,
  figuresOf,
  runningCount,
  logStore,
}: Pick<LocalCloud, 'figuresOf' | 'logStore' | 'runningCount'> & {
  readonly definition: Pick<LocalCloud['definition'], 'functions'>;
}): Handlers<'cloud.function-log' | 'cloud.functions'> => ({
  'cloud.functions': () =>
    definition.functions.map(({ name, timeoutSeconds }) => {
      const { durationsMs, ...figures } = figuresOf(name);
      const durations = summarize(durationsMs);
      return {
        name,
        timeoutMs: timeoutSeconds * 1_000,
        runningCount: runningCount(name),
        ...figures,
        ...(durations && { durations }),
      };
    }),
  'cloud.function-log': ({ function: name, requestId }) => {
    const { logGroupName } = findNamed('function', name, definition.functions);
    const events = [...logStore.eventsOf(logStore.get(logGroupName))].slice(-searchedLineCount);
    const lines = requestLines(events);
    return lines.filter((line) => requestId === undefined || line.requestId === requestId).slice(-shownLineCount);
  },
});

function summarize(durationsMs: FunctionFigures['durationsMs']): FunctionSummary['durations'] {
  const [lastMs, sorted] = [durationsMs.at(-1), durationsMs.toSorted((left, right) => left - right)];
  if (lastMs === undefined) return undefined;
  return {
    lastMs,
    medianMs: sorted[Math.floor((sorted.length - 1) / 2)] ?? lastMs,
    longestMs: sorted.at(-1) ?? lastMs,
  };
}
