import { MalformedQueryError } from '../errors';
import {
  type Command,
  type DedupCommand,
  type Item,
  type ParseCommand,
  type SortKey,
  type StatsCommand,
  type UnnestCommand,
} from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { findWarnings } from './find-warnings';
import { planAccum, planAddtotals, planFilldown, planFillmissing } from './plan-row-command';
import { planStats, refuseAggregates, refuseStructure } from './plan-stats';
import { type FieldReference, type Grouping, type QueryPlan, type RowCommand } from './query-plan';
import { type QueryWarning } from './query-warning';
import { Scope } from './scope';
import { StageDraft } from './stage-draft';
import { structureOf } from './structure-of';
import { fieldsOf, replaceFields } from './walk-expression';

/** Documented as 2 until 2025, reported as 10 since (unverified). */
const maxStatsCommands = 10;

/** Lists in lists in lists; more of them could make more rows of an event than anything can hold. */
const maxUnnestCommands = 4;

/** What rows have when no command says what to show. */
const defaultColumns: readonly string[] = ['@timestamp', '@message'];

/**
 * Checks what the names of a query mean and puts its commands in the order in which they run.
 *
 * @throws {MalformedQueryError} A name is unknown or made twice, or a command can't stand where it does. Not retryable.
 */
export function planQuery(commands: readonly Command[]): {
  readonly plan: QueryPlan;
  readonly warnings: readonly QueryWarning[];
} {
  const planner = new Planner();
  for (const command of commands) planner.add(command);
  return { plan: planner.finish(), warnings: planner.warnings };
}

class Planner {
  readonly warnings: QueryWarning[] = [];
  readonly #references: FieldReference[] = [];
  readonly #stages = [new StageDraft()];
  #scope = new Scope(this.#references);
  readonly #eventScope = this.#scope;
  #columns: readonly string[] = [];
  #statsCount = 0;
  #unnestCount = 0;

  get #stage(): StageDraft {
    return this.#stages[this.#stages.length - 1] ?? new StageDraft();
  }

  get #shownColumns(): readonly string[] {
    return this.#columns.length > 0 ? [...new Set(this.#columns)] : defaultColumns;
  }

  finish(): QueryPlan {
    const columns = this.#shownColumns;
    return {
      stages: this.#stages.map((stage) => stage.finish()),
      columns: this.#statsCount > 0 ? columns : [...columns.filter((name) => name !== '@ptr'), '@ptr'],
      fieldReferences: this.#references,
    };
  }

  add(command: Command): void {
    if (this.#stage.dedupNames.length > 0 && command.type !== 'limit') {
      throw new MalformedQueryError('only limit can follow dedup', command.location);
    }
    switch (command.type) {
      case 'fields':
        this.#columns = [...this.#columns, ...command.items.map((item) => this.#addColumn(item))];
        return;
      case 'display':
        this.#columns = command.items.map((item) => this.#addColumn(item));
        return;
      case 'filter':
        return this.#addFilter(command.condition);
      case 'parse':
        return this.#addParse(command);
      case 'unnest':
        return this.#addUnnest(command);
      case 'stats':
        return this.#addStats(command);
      case 'sort':
        this.#stage.sortKeys = command.keys.flatMap((key) => this.#readSortKey(key));
        return;
      case 'limit':
        return this.#stage.limitTo(command.rowCount);
      case 'dedup':
        return this.#addDedup(command);
      case 'accum': {
        const planned = planAccum(command, this.#rowScope);
        if (!this.#shownColumns.includes(planned.output)) this.#columns = [...this.#shownColumns, planned.output];
        return this.#addRowCommand(planned);
      }
      case 'filldown':
        return this.#addRowCommand(planFilldown(command, this.#rowScope));
      case 'fillmissing':
        return this.#addRowCommand(planFillmissing(command, this.#rowScope));
      case 'addtotals': {
        const planned = planAddtotals(command, this.#rowScope);
        if (planned.output !== undefined) this.#columns = [...this.#shownColumns, planned.output];
        return this.#addRowCommand(planned);
      }
      default:
        return command satisfies never;
    }
  }

  get #rowScope() {
    return { scope: this.#scope, columns: this.#shownColumns, grouping: this.#lastGrouping };
  }

  get #lastGrouping(): Grouping | undefined {
    return this.#stages.findLast(({ grouping }) => grouping)?.grouping;
  }

  /** Notes what an expression reads. @returns It, with the paths into maps made explicit. */
  #read(expression: Expression, where: string): Expression {
    refuseAggregates(expression, where);
    this.warnings.push(...findWarnings(expression));
    return replaceFields(expression, (field) => this.#scope.read(field));
  }

  /** @returns The name of the column. */
  #addColumn(item: Item): string {
    const { name, hasAlias, nameLocation } = item;
    // After stats, an expression that is written as a column's name is that column: `display count(*)`.
    if (!hasAlias && this.#scope.isOutput(name)) return name;
    const expression = this.#read(item.expression, 'here');
    if (expression.type === 'field' && expression.name === name) {
      if (!hasAlias) this.#scope.project(expression);
      return name;
    }
    const structure = structureOf(expression, (read) => this.#scope.structureOf(read));
    if (hasAlias) this.#scope.define(name, nameLocation, structure);
    this.#stage.steps.push({ type: 'define', name, expression });
    return name;
  }

  #addFilter(condition: Expression): void {
    const fields = fieldsOf(condition);
    const isAboutEvents = fields.length > 0 && fields.every((field) => !this.#scope.isMadePath(field));
    // AWS's own samples filter by fields of the events after stats; that is read as a filter before it (unverified).
    if (isAboutEvents && this.#statsCount === 1) {
      refuseAggregates(condition, 'in filter');
      const message = 'this filter is about fields of the events, so it runs before stats; write it there';
      this.warnings.push(...findWarnings(condition), { message, location: condition.location });
      const moved = replaceFields(condition, (field) => this.#eventScope.read(field));
      this.#stages.find(({ grouping }) => grouping)?.steps.push({ type: 'filter', condition: moved });
      return;
    }
    const read = this.#read(condition, 'in filter');
    this.#startStageAfterLimit();
    this.#stage.steps.push({ type: 'filter', condition: read });
  }

  #addParse({ source, pattern, names }: ParseCommand): void {
    const read = this.#read(source, 'in parse');
    const structure = pattern === 'logfmt' ? 'certain' : 'never';
    for (const { name, location } of names) this.#scope.defineParsed(name, location, structure);
    this.#stage.steps.push({ type: 'parse', source: read, pattern, names: names.map(({ name }) => name) });
  }

  #addUnnest({ operand, name: { name, location }, location: whole }: UnnestCommand): void {
    this.#unnestCount += 1;
    if (this.#unnestCount > maxUnnestCommands) {
      throw new MalformedQueryError(`a query has ${maxUnnestCommands} unnest commands at most`, whole);
    }
    const read = this.#read(operand, 'in unnest');
    this.#scope.define(name, location, 'possible');
    this.#startStageAfterLimit();
    this.#stage.steps.push({ type: 'unnest', operand: read, name });
  }

  #addStats(command: StatsCommand): void {
    this.#statsCount += 1;
    if (this.#statsCount > maxStatsCommands) {
      throw new MalformedQueryError(`a query has ${maxStatsCommands} stats commands at most`, command.location);
    }
    for (const { expression } of [...command.groups, ...command.items]) this.warnings.push(...findWarnings(expression));
    const { grouping, outputs } = planStats(command, this.#scope);
    this.#stage.grouping = grouping;
    this.#stages.push(new StageDraft());
    // An output that carries @timestamp on lets bin() of a later stats read it under its own name.
    const readable = grouping.timestampOutput === undefined ? outputs : new Map([...outputs, timestampOutput]);
    this.#scope = new Scope(this.#references, readable);
    this.#columns = [...outputs.keys()];
  }

  /** After stats an unknown key orders nothing: `stats ... by bin(5m) | sort @timestamp desc` is common. */
  #readSortKey(key: SortKey): readonly SortKey[] {
    const { expression, name, hasAlias, location } = key.item;
    if (!hasAlias && this.#scope.isOutput(name)) {
      return [{ ...key, item: { ...key.item, expression: { type: 'field', name, segments: [name], location } } }];
    }
    refuseAggregates(expression, 'in sort');
    const unknown = fieldsOf(expression).find((field) => !this.#scope.isMadePath(field));
    if (!this.#scope.readsEvents && unknown) {
      const message = `'${unknown.name}' is gone after stats, so this orders nothing; sort by one of its columns`;
      this.warnings.push({ message, location });
      return [];
    }
    refuseStructure(expression, this.#scope, 'sorted by');
    return [{ ...key, item: { ...key.item, expression: this.#read(expression, 'in sort') } }];
  }

  #addDedup({ fields }: DedupCommand): void {
    for (const field of fields) {
      refuseStructure(field, this.#scope, 'compared by dedup');
      this.#scope.read(field);
    }
    this.#startStageAfterLimit();
    this.#stage.dedupNames = fields.map(({ name }) => name);
  }

  /** What comes after it is a stage of its own, since it works on rows that are in their order. */
  #addRowCommand(command: RowCommand): void {
    this.#stage.rowCommand = command;
    this.#stages.push(new StageDraft());
  }

  /** What comes after a limit sees only the rows that it left. */
  #startStageAfterLimit(): void {
    if (this.#stage.rowLimit !== undefined) this.#stages.push(new StageDraft());
  }
}

const timestampOutput = ['@timestamp', 'never'] as const;
