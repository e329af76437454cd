import { FieldSelection } from '../discovery/field-selection';
import { type QueryContext } from '../functions/function-definition';
import { type ParsedQuery } from '../parser/parse-query';
import { type QueryPlan } from '../plan/query-plan';
import { utf8ByteCount } from '../values/utf8-byte-count';
import { toText } from '../values/value';
import { type EventContext, EventRow, type LogEvent } from './event-row';
import { type QueryOptions, type QueryResult, type ResultField } from './query-options';
import { type Row } from './row';
import { type EventStage, runStage, startEventStage } from './run-stages';
import { selectSources } from './select-sources';

/** How many rows a query gives when neither its text nor the call says otherwise. */
export const defaultRowLimit = 10_000;

/** A query at work: it takes events one by one, counts them, and gives the result. */
export class QueryExecution {
  readonly #plan: QueryPlan;
  readonly #context: QueryContext;
  readonly #eventContext: EventContext;
  readonly #isSelected: (event: LogEvent) => boolean;
  readonly #stage: EventStage;
  readonly #limit: number;
  #recordsMatched = 0;
  #recordsScanned = 0;
  #bytesScanned = 0;

  /** @throws {RangeError} `limit` is not a positive whole number. Not retryable. */
  constructor({ plan, sources }: ParsedQuery, options: QueryOptions) {
    refuseLimit(options.limit);
    const [firstStage, ...laterStages] = plan.stages;
    if (!firstStage) throw new RangeError('A plan has at least one stage; take it from parseQuery.');
    const { startTime, endTime, nowMs } = options;
    this.#plan = plan;
    this.#context = {
      nowMs,
      startMs: startTime === undefined ? undefined : startTime * 1000,
      endMs: endTime === undefined ? undefined : endTime * 1000 + 999,
    };
    this.#eventContext = { ...options, selection: new FieldSelection(plan.fieldReferences.map(({ name }) => name)) };
    this.#isSelected = selectSources(sources, options.logGroupName);
    this.#limit = options.limit ?? plan.stages.at(-1)?.rowLimit ?? defaultRowLimit;
    this.#stage = startEventStage(firstStage, this.#context, laterStages.length > 0 ? Infinity : this.#limit);
  }

  get recordsScanned(): number {
    return this.#recordsScanned;
  }

  /** Takes an event in if it is in the range of time and one of the log groups. */
  add(event: LogEvent): void {
    if (!this.#isInRange(event.timestamp) || !this.#isSelected(event)) return;
    this.#recordsScanned += 1;
    this.#bytesScanned += utf8ByteCount(event.message);
    if (this.#stage.add(new EventRow(event, this.#recordsScanned, this.#eventContext))) this.#recordsMatched += 1;
  }

  finish(): QueryResult {
    const [, ...laterStages] = this.#plan.stages;
    const rows = laterStages.reduce((before, next) => runStage(before, next, this.#context), this.#stage.finish());
    return {
      rows: rows.slice(0, this.#limit).map((row) => toCells(row, this.#plan.columns)),
      statistics: {
        recordsMatched: this.#recordsMatched,
        recordsScanned: this.#recordsScanned,
        bytesScanned: this.#bytesScanned,
      },
    };
  }

  #isInRange(epochMs: number): boolean {
    const { startMs = -Infinity, endMs = Infinity } = this.#context;
    return epochMs >= startMs && epochMs <= endMs;
  }
}

function refuseLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1)) return;
  throw new RangeError(`A query needs a positive whole number of rows for a limit, got ${limit}.`);
}

function toCells(row: Row, columns: readonly string[]): readonly ResultField[] {
  const cells: ResultField[] = [];
  for (const field of columns) {
    const value = toText(row.get(field));
    if (value !== undefined) cells.push({ field, value });
  }
  return cells;
}
