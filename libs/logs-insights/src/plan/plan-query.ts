import { MalformedQueryError } from '../errors';
import { type Command, type DedupCommand, type Item, type SortKey, type StatsCommand } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { planStats, refuseAggregates } from './plan-stats';
import { type FieldReference, type QueryPlan } from './query-plan';
import { Scope } from './scope';
import { StageDraft } from './stage-draft';
import { fieldsOf } from './walk-expression';

/** Documented as 2 until 2025, reported as 10 since (unverified). */
const maxStatsCommands = 10;

/**
 * Checks what the names of a query mean and puts its commands in the order in which they run.
 *
 * @throws {MalformedQueryError} A name is unknown or made twice, or a command can't stand where it does. Not retryable.
 */
export function planQuery(commands: readonly Command[]): QueryPlan {
  const planner = new Planner();
  for (const command of commands) planner.add(command);
  return planner.finish();
}

class Planner {
  readonly #references: FieldReference[] = [];
  readonly #stages = [new StageDraft()];
  #scope = new Scope(this.#references);
  readonly #eventScope = this.#scope;
  #columns: string[] = [];
  #statsCount = 0;

  get #stage(): StageDraft {
    return this.#stages[this.#stages.length - 1] ?? new StageDraft();
  }

  finish(): QueryPlan {
    const columns = this.#columns.length > 0 ? this.#columns : ['@timestamp', '@message'];
    return {
      stages: this.#stages.map((stage) => stage.finish()),
      columns: [...new Set(columns)],
      fieldReferences: this.#references,
    };
  }

  add(command: Command): void {
    if (this.#stage.dedupNames.length > 0 && command.type !== 'limit') {
      throw new MalformedQueryError('only limit can follow dedup', command.location);
    }
    switch (command.type) {
      case 'fields':
        this.#columns.push(...command.items.map((item) => this.#addColumn(item)));
        return;
      case 'display':
        this.#columns = command.items.map((item) => this.#addColumn(item));
        return;
      case 'filter':
        return this.#addFilter(command.condition);
      case 'stats':
        return this.#addStats(command);
      case 'sort':
        this.#stage.sortKeys = command.keys.flatMap((key) => this.#checkSortKey(key));
        return;
      case 'limit':
        return this.#stage.limitTo(command.rowCount);
      case 'dedup':
        return this.#addDedup(command);
      default:
        return command satisfies never;
    }
  }

  /** @returns The name of the column. */
  #addColumn(item: Item): string {
    const { expression, name, hasAlias, location } = item;
    // After stats, an expression that is written as a column's name is that column: `display count(*)`.
    if (!hasAlias && this.#scope.isOutput(name)) return name;
    refuseAggregates(expression, 'here');
    for (const field of fieldsOf(expression)) this.#scope.read(field);
    if (expression.type === 'field' && expression.name === name) {
      if (!hasAlias) this.#scope.project(name);
      return name;
    }
    if (hasAlias) this.#scope.define(name, location);
    this.#stage.steps.push({ type: 'define', name, expression });
    return name;
  }

  #addFilter(condition: Expression): void {
    refuseAggregates(condition, 'in filter');
    const fields = fieldsOf(condition);
    const isAboutEvents = fields.length > 0 && fields.every(({ name }) => !this.#scope.isMade(name));
    // AWS's own samples filter by fields of the events after stats; that is read as a filter before it (unverified).
    if (isAboutEvents && this.#statsCount === 1) {
      for (const field of fields) this.#eventScope.read(field);
      this.#stages.find(({ grouping }) => grouping)?.steps.push({ type: 'filter', condition });
      return;
    }
    for (const field of fields) this.#scope.read(field);
    this.#startStageAfterLimit();
    this.#stage.steps.push({ type: 'filter', condition });
  }

  #addStats(command: StatsCommand): void {
    this.#statsCount += 1;
    if (this.#statsCount > maxStatsCommands) {
      throw new MalformedQueryError(`a query has ${maxStatsCommands} stats commands at most`, command.location);
    }
    const { grouping, outputs } = planStats(command, this.#scope);
    this.#stage.grouping = grouping;
    this.#stages.push(new StageDraft());
    // An output that carries @timestamp on lets bin() of a later stats read it under its own name.
    const readable = grouping.timestampOutput === undefined ? outputs : new Set([...outputs, '@timestamp']);
    this.#scope = new Scope(this.#references, readable);
    this.#columns = [...outputs];
  }

  /** After stats an unknown key orders nothing: `stats ... by bin(5m) | sort @timestamp desc` is common. */
  #checkSortKey(key: SortKey): readonly SortKey[] {
    const { expression, name, hasAlias, location } = key.item;
    if (!hasAlias && this.#scope.isOutput(name)) {
      return [{ ...key, item: { ...key.item, expression: { type: 'field', name, location } } }];
    }
    refuseAggregates(expression, 'in sort');
    const fields = fieldsOf(expression);
    if (!this.#scope.readsEvents && fields.some((field) => !this.#scope.isMade(field.name))) return [];
    for (const field of fields) this.#scope.read(field);
    return [key];
  }

  #addDedup({ fields }: DedupCommand): void {
    for (const field of fields) this.#scope.read(field);
    this.#startStageAfterLimit();
    this.#stage.dedupNames = fields.map(({ name }) => name);
  }

  /** What comes after a limit sees only the rows that it left. */
  #startStageAfterLimit(): void {
    if (this.#stage.rowLimit !== undefined) this.#stages.push(new StageDraft());
  }
}
