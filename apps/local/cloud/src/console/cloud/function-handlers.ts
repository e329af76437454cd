import { type FunctionSummary, type Handlers, type LogLine } from '@pulso/local/console-api';

import { type FunctionFigures } from '../../cloud/function-figures';
import { type LocalCloud } from '../../cloud/local-cloud';
import { type Heard } from '../heard';
import { findNamed } from '../refuse';

/** So many lines are shown at most. */
const shownLineCount = 100;

/** A whole log is read only where this time has too few lines, ms. */
const searchedMs = 3_600_000;

type FunctionsCloud = Pick<LocalCloud, 'figuresOf' | 'logStore' | 'runningCount'> & {
  readonly clock: Pick<LocalCloud['clock'], 'nowMs'>;
  readonly definition: Pick<LocalCloud['definition'], 'functions'>;
};

/** @returns What shows functions and their logs. */
export const createFunctionHandlers = (
  { definition, figuresOf, runningCount, logStore, clock }: FunctionsCloud,
  heard: Pick<Heard, 'errorsIn' | 'show'>,
): Handlers<'cloud.function-log' | 'cloud.functions'> => ({
  'cloud.functions': () =>
    definition.functions.map(({ name, timeoutSeconds, logGroupName }) => {
      const { durationsMs, lastFailure, ...figures } = figuresOf(name);
      const logged = heard.errorsIn(logGroupName);
      const errors = [lastFailure, logged?.last].flatMap((each) => each ?? []);
      const [newest] = errors.sort((left, right) => right.atMs - left.atMs);
      return {
        name,
        timeoutSeconds,
        runningCount: runningCount(name),
        loggedErrorCount: logged?.count ?? 0,
        ...figures,
        ...(newest && { lastError: newest.error }),
        ...summarize(durationsMs),
      };
    }),
  'cloud.function-log': ({ function: name, contains = '' }) => {
    const group = logStore.get(findNamed('function', name, definition.functions).logGroupName);
    const wanted = contains.toLowerCase();
    const newestSince = (startMs: number): readonly LogLine[] => {
      const found: LogLine[] = [];
      for (const event of logStore.eventsOf(group, { startMs }).toReversed()) {
        const line = heard.show(name, event);
        if (line.message.toLowerCase().includes(wanted)) found.push(line);
        if (found.length === shownLineCount) break;
      }
      return found;
    };
    const newest = newestSince(clock.nowMs() - searchedMs);
    return newest.length === shownLineCount ? newest : newestSince(-Infinity);
  },
});

function summarize(durationsMs: FunctionFigures['durationsMs']): Pick<FunctionSummary, 'durations'> {
  const [lastMs, sorted] = [durationsMs.at(-1), durationsMs.toSorted((left, right) => left - right)];
  const [medianMs, longestMs] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
  if (lastMs === undefined || medianMs === undefined || longestMs === undefined) return {};
  return { durations: { lastMs, medianMs, longestMs } };
}
