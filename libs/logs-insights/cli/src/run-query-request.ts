import { findUnknownFields } from '../../engine/src/check/find-unknown-fields';
import { KnownFields } from '../../engine/src/check/known-fields';
import { defaultRowLimit, startQuery } from '../../engine/src/execution/run-query';
import { formatQueryError } from '../../engine/src/format-query-error';
import { type ParsedQuery } from '../../engine/src/parser/parse-query';
import { counted, escapeControls, formatCount } from '../../engine/src/terminal-text';
import { type CommandEnvironment, lineWidth } from './command-environment';
import { UsageError } from './errors';
import { FieldSightings } from './input/field-sightings';
import { openInputs, readInputs, standardInput } from './input/read-inputs';
import { loadQuery } from './load-query';
import { printResult } from './output/print-result';
import { type CommandOptions } from './parse-arguments';

/** The exit status of a run whose result lacks something that could not be read. */
const incomplete = 3;
const interrupted = 130;

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
  say: (text: string) => void,
): Promise<number> {
  const { stderr, signal } = environment;
  const query = await loadQuery(options.query, environment);
  for (const note of notesOn(query, options, lineWidth(stderr))) say(`note: ${note}`);
  const { inputs, failureCount } = await openInputs(inputsOf(options, environment), environment, say);
  if (inputs.length === 0) return incomplete;
  const { fieldReferences, stages } = query.plan;
  const isLimited = options.limit !== undefined || stages.at(-1)?.rowLimit !== undefined;
  // With one row more than are printed it is known whether there are more.
  const limit = isLimited ? {} : { limit: defaultRowLimit + 1 };
  const running = startQuery(query, { ...options, ...limit, nowMs: environment.nowMs() });
  const sightings = new FieldSightings(fieldReferences.map(({ name }) => name));
  const lostCount = await readInputs(inputs, {
    add: (event) => {
      sightings.look(event.message);
      running.add(event);
    },
    shape: options.input,
    say,
    readsTime: readsTime(options, query),
    signal,
  });
  const { rows, statistics } = running.finish();
  const isCut = !isLimited && rows.length > defaultRowLimit;
  await printResult({ rows: isCut ? rows.slice(0, defaultRowLimit) : rows, statistics }, query, options, environment);
  if (isCut) say(`note: these are the first ${formatCount(defaultRowLimit)} rows; --limit N prints more`);
  if (statistics.recordsScanned > 0 && sightings.unseen.length > 0 && !signal.aborted) {
    say(`note: no event has a field ${sightings.unseen.map(escapeControls).join(' or ')}`);
  }
  if (signal.aborted) {
    say(`interrupted: the result is that of the first ${counted(statistics.recordsScanned, 'event')}`);
    return interrupted;
  }
  return failureCount + lostCount > 0 ? incomplete : 0;
}

const systemFieldsOnly = new KnownFields({ fields: {}, allowsOthers: true });

/** What is valid and probably not what was meant. */
function notesOn(
  { text, warnings, sources, plan }: ParsedQuery,
  { logGroupName }: CommandOptions,
  maxWidth: number,
): readonly string[] {
  // Of other fields it is known only when all events have been read.
  const ownReferences = plan.fieldReferences.filter(({ name }) => name.startsWith('@'));
  const misspelt = findUnknownFields(text, ownReferences, systemFieldsOnly);
  const notes = [...warnings, ...misspelt].map((warning) => formatQueryError(text, warning, { maxWidth }));
  // Exports of one log group don't name it.
  if (sources.length === 0 || logGroupName !== undefined) return notes;
  return [...notes, 'SOURCE keeps only events whose log group is known; --log-group NAME gives them one'];
}

function inputsOf({ files }: CommandOptions, { stdin }: CommandEnvironment): readonly string[] {
  if (files.filter((file) => file === standardInput).length > 1) {
    throw new UsageError('Standard input (-) can be read once only.');
  }
  if (files.length > 0) return files;
  if (stdin.isTTY !== true) return [standardInput];
  throw new UsageError('There is nothing to read: name files behind the query, or pipe something in.');
}

const readsTime = ({ startTime, endTime }: CommandOptions, { plan }: ParsedQuery): boolean =>
  startTime !== undefined || endTime !== undefined || plan.fieldReferences.some(({ name }) => name === '@timestamp');
