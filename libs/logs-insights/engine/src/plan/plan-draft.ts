import { type LimitCommand, type SortCommand, type SortKey } from '../syntax/command';
import { type Expression, type Field } from '../syntax/expression';
import { type PlacedMessage, type QueryLocation } from '../syntax/location';
import { refuseAggregates } from './plan-stats';
import { type FieldReference, type Grouping, type QueryPlan, type Stage, type Step } from './query-plan';
import { Scope } from './scope';
import { type Structure } from './structure-of';
import { readOutputs, replaceFields } from './walk-expression';

/** A stage while its commands are being read. */
class StageDraft {
  readonly steps: Step[] = [];
  sortKeys: readonly SortKey[] = [];
  dedupNames: readonly string[] = [];
  rowLimit: number | undefined;
  grouping: Grouping | undefined;

  /** Lowers the limit: of several the smallest counts. */
  limitTo(rowCount: number): void {
    this.rowLimit = Math.min(rowCount, this.rowLimit ?? rowCount);
  }

  finish(): Stage {
    const { steps, sortKeys, dedupNames, rowLimit, grouping } = this;
    return {
      steps,
      sortKeys,
      dedupNames,
      ...(rowLimit !== undefined && { rowLimit }),
      ...(grouping && { grouping }),
    };
  }
}

/** What rows have when no command says what to show. */
const defaultColumns: readonly string[] = ['@timestamp', '@message'];

/** A plan while the commands of its query are being read. */
export class PlanDraft {
  readonly warnings: PlacedMessage[] = [];
  readonly #references: FieldReference[] = [];
  #stage = new StageDraft();
  readonly #stages = [this.#stage];
  #columns: readonly string[] = [];
  /** The names that events have. */
  readonly eventScope = new Scope(this.#references);
  /** The names that the next command can read. */
  scope = this.eventScope;
  statsCount = 0;
  unnestCount = 0;
  /** The first `sort` or `limit`, where there is one. */
  firstOrder: SortCommand | LimitCommand | undefined;
  readonly #text: string;

  /** @param text - The query. */
  constructor(text: string) {
    this.#text = text;
  }

  /** The stage that the next command belongs to. */
  get stage(): StageDraft {
    return this.#stage;
  }

  /** Whether the rows are groups by `bin()`, which come newest first. */
  get comesInBins(): boolean {
    const groups = this.#stages.at(-2)?.grouping?.groups ?? [];
    return groups.some(
      ({ expression }) =>
        expression.type === 'time-bucket' && expression.time.type === 'field' && expression.time.name === '@timestamp',
    );
  }

  /** What is shown if no other command comes. */
  get columns(): readonly string[] {
    return this.#columns.length > 0 ? [...new Set(this.#columns)] : defaultColumns;
  }

  /** Shows more columns; they come in place of those that a query has without being told. */
  addColumns(names: readonly string[]): void {
    this.#columns = [...this.#columns, ...names];
  }

  setColumns(names: readonly string[]): void {
    this.#columns = names;
  }

  /**
   * Notes what an expression reads.
   *
   * @param where - For the message about an aggregate function: they stand in `stats` only.
   * @returns The expression with the paths into maps made explicit.
   * @throws {MalformedQueryError} A name is unknown, or an aggregate function is called. Not retryable.
   */
  read(expression: Expression, where: string): Expression {
    const written = this.readOutputs(expression);
    refuseAggregates(written, where);
    return replaceFields(written, (field) => this.scope.read(field));
  }

  /** @returns The expression with that column in place of each part that is written as a column of `stats` is. */
  readOutputs(expression: Expression): Expression {
    const { scope } = this;
    return scope.readsEvents ? expression : readOutputs(expression, this.#text, (name) => scope.isOutput(name));
  }

  /**
   * Notes that a command reads a field of the rows by its name. A part of a map gets that name for a value of its own.
   *
   * @throws {MalformedQueryError} The name is unknown. Not retryable.
   */
  readByName(field: Field): void {
    const { name } = field;
    const expression = this.scope.read(field);
    if (expression.type !== 'field') this.stage.steps.push({ type: 'define', name, expression });
  }

  /** Makes an alias of an expression that was read. @throws {MalformedQueryError} The name was made before. Not retryable. */
  define(name: string, location: QueryLocation, expression: Expression): void {
    this.scope.defineAs(name, location, expression);
    this.stage.steps.push({ type: 'define', name, expression });
  }

  /** What comes after a limit sees only the rows that it left. */
  startStageAfterLimit(): void {
    if (this.#stage.rowLimit !== undefined) this.#startStage();
  }

  /** @param outputs - What later commands can read, and what is shown. */
  endStageWithGrouping(grouping: Grouping, outputs: ReadonlyMap<string, Structure>): void {
    this.#stage.grouping = grouping;
    this.#startStage();
    this.scope = new Scope(this.#references, outputs, grouping.timestampOutput);
    this.#columns = [...outputs.keys()];
  }

  /** Filters the rows that the first `stats` groups: those that a limit before it left. */
  filterBeforeStats(condition: Expression): void {
    const index = this.#stages.findIndex(({ grouping }) => grouping);
    const stage = this.#stages[index];
    if (!stage) return;
    if (stage.rowLimit === undefined) {
      stage.steps.push({ type: 'filter', condition });
      return;
    }
    const next = new StageDraft();
    next.steps.push({ type: 'filter', condition });
    next.grouping = stage.grouping;
    stage.grouping = undefined;
    this.#stages.splice(index + 1, 0, next);
  }

  finish(): QueryPlan {
    const { columns } = this;
    return {
      stages: this.#stages.map((stage) => stage.finish()),
      columns: this.statsCount > 0 ? columns : [...columns.filter((name) => name !== '@ptr'), '@ptr'],
      fieldReferences: this.#references,
    };
  }

  #startStage(): void {
    this.#stage = new StageDraft();
    this.#stages.push(this.#stage);
  }
}
