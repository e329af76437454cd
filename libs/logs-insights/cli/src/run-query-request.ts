import { defaultRowLimit } from '../../engine/src/execution/query-execution';
import { startQuery } from '../../engine/src/execution/start-query';
import { type ParsedQuery } from '../../engine/src/parser/parse-query';
import { escapeControls } from '../../engine/src/terminal-text/escape-controls';
import { type CommandEnvironment } from './command-environment';
import { type CommandOptions } from './command-options';
import { explainQuery } from './explain-query';
import { FieldSightings } from './input/field-sightings';
import { openSources, standardInput } from './input/open-sources';
import { type InputTotals, readInputs } from './input/read-inputs';
import { SkippedLines } from './input/skipped-lines';
import { loadQuery } from './load-query';
import { type BinGrouping, requireBinGrouping } from './output/bin-grouping';
import { counted, formatCount, formatMegabytes } from './output/format-count';
import { assumedWidth, lineWidth } from './output/line-width';
import { type ProgressBar, createProgressBar, noProgressBar } from './output/progress-bar';
import { printResult } from './output/print-result';
import { showStats } from './output/show-stats';
import { writeAll } from './output/write-all';
import { showPlan } from './show-plan';
import { UsageError } from './usage-error';

/** The exit status of a run whose result lacks something that could not be read. */
const incomplete = 3;
const interrupted = 130;

type Say = (text: string) => void;

/**
 * Answers one query from the inputs of the command line.
 *
 * @param say - Prints a message.
 * @returns The exit status.
 * @throws {UsageError} The query or what is asked for beside it is not usable; nothing was printed.
 * @throws {ClosedPipeError} The reader of the result has gone.
 */
export async function runQueryRequest(
  options: CommandOptions,
  environment: CommandEnvironment,
  say: Say,
): Promise<number> {
  const { stdout, stderr, variables, folder } = environment;
  const messageWidth = lineWidth(stderr, variables) ?? assumedWidth({});
  if (!options.explain) refuseSecondReading(options);
  const query = await loadQuery(options.query, { folder, stdin: () => environment.stdin, maxWidth: messageWidth });
  for (const message of explainQuery(query, options, messageWidth)) say(message);
  if (options.explain) {
    await writeAll(stdout, [showPlan(query, options)]);
    return 0;
  }
  const grouping = options.chart ? requireBinGrouping(query) : undefined;
  const files = inputsOf(options, environment);
  const opened = await openSources(files, { folder, stdin: () => environment.stdin, say });
  if (opened.sources.length === 0) return incomplete;
  return await answer({ options, query, grouping, ...opened }, environment, say);
}

interface Question {
  readonly options: CommandOptions;
  readonly query: ParsedQuery;
  readonly grouping: BinGrouping | undefined;
  readonly sources: Parameters<typeof readInputs>[0];
  /** Files that could not be opened. */
  readonly failureCount: number;
}

async function answer(question: Question, environment: CommandEnvironment, say: Say): Promise<number> {
  const { options, query, sources } = question;
  const { stdout, stderr, clock, signal } = environment;
  const startMs = clock.elapsedMs();
  const progress = startProgress(question, environment);
  const sayOverProgress = (text: string): void => {
    progress.clear();
    say(text);
  };
  const skipped = new SkippedLines(sayOverProgress);
  const isLimited = options.limit !== undefined || query.plan.stages.at(-1)?.rowLimit !== undefined;
  // With one row more than are printed it is known whether there are more.
  const sink = startQuery(query, {
    ...options,
    ...(!isLimited && { limit: defaultRowLimit + 1 }),
    nowMs: clock.nowMs(),
  });
  const sightings = new FieldSightings(query.plan.fieldReferences.map(({ name }) => name));
  const totals = await readInputs(sources, {
    sightings,
    shape: options.input,
    query: sink,
    skipped,
    progress,
    say: sayOverProgress,
    readsTime: readsTime(options, query),
    signal,
  });
  const { rows, statistics } = sink.finish();
  const isCut = !isLimited && rows.length > defaultRowLimit;
  const result = { rows: isCut ? rows.slice(0, defaultRowLimit) : rows, statistics };
  progress.clear();
  const durationMs = clock.elapsedMs() - startMs;
  await printResult(result, { ...question, width: lineWidth(stdout, environment.variables), say }, environment);
  if (isCut) say(`note: these are the first ${formatCount(defaultRowLimit)} rows; --limit N prints more`);
  if (totals.eventCount > 0 && sightings.unseen.length > 0 && !signal.aborted) {
    say(`note: no event has a field ${sightings.unseen.map(escapeControls).join(' or ')}`);
  }
  skipped.sum();
  if (options.stats) {
    stderr.write(showStats({ totals, statistics, skippedCount: skipped.count, durationMs }));
  }
  if (signal.aborted) {
    say(interruptionOf(totals));
    return interrupted;
  }
  return question.failureCount + totals.failureCount + skipped.count > 0 ? incomplete : 0;
}

function refuseSecondReading({ query, files }: CommandOptions): void {
  const hasQuery = 'file' in query && query.file === standardInput;
  if (hasQuery && files.length === 0) {
    throw new UsageError('Standard input (-) has the query: name the files to read.');
  }
  if (files.filter((file) => file === standardInput).length + Number(hasQuery) > 1) {
    throw new UsageError('Standard input (-) can be read once only.');
  }
}

function inputsOf({ files }: CommandOptions, environment: CommandEnvironment): readonly string[] {
  if (files.length === 0 && environment.stdin.isTTY === true) {
    throw new UsageError('There is nothing to read: name files behind the query, or pipe something in.');
  }
  return files.length === 0 ? [standardInput] : files;
}

function startProgress({ options, sources }: Question, { stderr, clock }: CommandEnvironment): ProgressBar {
  if (!options.progress || stderr.isTTY !== true) return noProgressBar;
  const isKnown = sources.every(({ byteCount }) => byteCount !== undefined);
  const totalBytes = isKnown ? sources.reduce((sum, { byteCount = 0 }) => sum + byteCount, 0) : undefined;
  return createProgressBar(stderr, { totalBytes, clock });
}

const readsTime = ({ startTime, endTime }: CommandOptions, { plan }: ParsedQuery): boolean =>
  startTime !== undefined || endTime !== undefined || plan.fieldReferences.some(({ name }) => name === '@timestamp');

const interruptionOf = ({ byteCount, eventCount }: InputTotals): string =>
  `interrupted: the result is that of the first ${formatMegabytes(byteCount)} MB, ${counted(eventCount, 'event')}`;
