import { type LimitCommand, type SortCommand } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { findWarnings } from './find-warnings';
import { refuseAggregates } from './plan-stats';
import { type FieldReference, type Grouping, type QueryPlan, type RowCommand } from './query-plan';
import { type QueryWarning } from './query-warning';
import { Scope } from './scope';
import { StageDraft } from './stage-draft';
import { type Structure } from './structure-of';
import { replaceFields } from './walk-expression';

/** What rows have when no command says what to show. */
const defaultColumns: readonly string[] = ['@timestamp', '@message'];

/** A plan while the commands of its query are being read. */
export class PlanDraft {
  readonly warnings: QueryWarning[] = [];
  readonly #references: FieldReference[] = [];
  #stage = new StageDraft();
  readonly #stages = [this.#stage];
  #columns: readonly string[] = [];
  /** The names that events have. */
  readonly eventScope = new Scope(this.#references);
  /** The names that the next command can read. */
  scope = this.eventScope;
  statsCount = 0;
  /** How many commands make several rows of one. */
  rowMakerCount = 0;
  /** The first `sort` or `limit`, where there is one. */
  firstOrder: SortCommand | LimitCommand | undefined;

  /** The stage that the next command belongs to. */
  get stage(): StageDraft {
    return this.#stage;
  }

  /** The first `stats` with its stage, where there is one. */
  get firstGroupingStage(): StageDraft | undefined {
    return this.#stages.find(({ grouping }) => grouping);
  }

  get lastGrouping(): Grouping | undefined {
    return this.#stages.findLast(({ grouping }) => grouping)?.grouping;
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
    refuseAggregates(expression, where);
    this.warnings.push(...findWarnings(expression));
    return replaceFields(expression, (field) => this.scope.read(field));
  }

  /** What comes after a limit sees only the rows that it left. */
  startStageAfterLimit(): void {
    if (this.#stage.rowLimit !== undefined) this.#startStage();
  }

  /** What changes a value that rows were sorted by must come after the sort. */
  startStageAfterOrder(): void {
    if (this.#stage.sortKeys.length > 0) this.#startStage();
    else this.startStageAfterLimit();
  }

  /** What comes after it is a stage of its own, since it works on rows that are in their order. */
  endStageWithRowCommand(command: RowCommand): void {
    this.#stage.rowCommand = command;
    this.#startStage();
  }

  /** @param outputs - What later commands can read, and what is shown. */
  endStageWithGrouping(grouping: Grouping, outputs: ReadonlyMap<string, Structure>): void {
    this.#stage.grouping = grouping;
    this.#startStage();
    // An output that carries @timestamp on lets bin() of a later stats read it under its own name.
    const readable = grouping.timestampOutput === undefined ? outputs : new Map([...outputs, timestampOutput]);
    this.scope = new Scope(this.#references, readable);
    this.#columns = [...outputs.keys()];
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

const timestampOutput = ['@timestamp', 'never'] as const;
