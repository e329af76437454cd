import { type Grouping, type QueryPlan, type RowCommand, type Stage, type Step } from '../plan/query-plan';
import { type Expression } from '../syntax/expression';
import { type Analysis, type View } from './analysis';
import { analyzeCondition, analyzeExpression } from './analyze-expression';
import { describeSet } from './describe-set';
import { Environment } from './environment';
import { type Finding, toProblem } from './finding';
import { type QueryProblem } from './query-problem';
import { type ValueSet, anyScalar, anyTime, anyValue, countOf, noValues, presentOf } from './value-set';
import { fragmentOf } from './write-query-text';

/** What the walk through a query needs to know, and to tell. */
export interface PlanContext {
  /** What a field of the events can be. */
  readonly valuesOf: (name: string) => ValueSet;
  /** Takes the comparisons of which is known whether they are right. */
  readonly settle: View['settle'];
}

/** What the walk through a query finds. */
export interface PlanFindings {
  readonly problems: readonly QueryProblem[];
  /** For each `stats`, how many groups it can make at most. */
  readonly groupCounts: readonly number[];
}

/** Goes through a query as it runs and looks at every expression, knowing what the filters before have left. */
export function checkPlan(text: string, plan: QueryPlan, context: PlanContext): PlanFindings {
  const walk = new PlanWalk(text, context);
  for (const stage of plan.stages) walk.addStage(stage);
  return walk;
}

class PlanWalk implements PlanFindings {
  readonly problems: QueryProblem[] = [];
  readonly groupCounts: number[] = [];
  readonly #text: string;
  readonly #settle: View['settle'];
  #environment: Environment;

  constructor(text: string, { valuesOf, settle }: PlanContext) {
    this.#text = text;
    this.#environment = new Environment(valuesOf);
    this.#settle = settle;
  }

  addStage({ steps, sortKeys, grouping, rowCommand }: Stage): void {
    for (const step of steps) this.#addStep(step);
    for (const { item } of sortKeys) this.#look(item.expression);
    if (grouping) this.#addGrouping(grouping);
    if (rowCommand) this.#addRowCommand(rowCommand);
  }

  #addStep(step: Step): void {
    switch (step.type) {
      case 'filter':
        return this.#addFilter(step.condition);
      case 'define':
        return this.#environment.make(step.name, this.#look(step.expression).values);
      case 'parse':
        this.#look(step.source);
        for (const name of step.names) this.#environment.make(name, step.pattern === 'logfmt' ? anyMap : anyScalar);
        return;
      case 'parse-all':
        this.#look(step.source);
        for (const name of step.names) this.#environment.make(name, anyScalar);
        return;
      case 'unnest':
        this.#addUnnest(step.operand);
        return this.#environment.make(step.name, anyValue);
      case 'expand':
        this.#look(step.operand);
        return this.#environment.make(step.name, anyValue);
      default:
        return step satisfies never;
    }
  }

  #addFilter(condition: Expression): void {
    const findings: Finding[] = [];
    const { whenTrue, whenFalse } = analyzeCondition(condition, this.#view(findings));
    const isBlamed = findings.some(({ isNeverTrue }) => isNeverTrue);
    this.problems.push(...findings.map((finding) => toProblem(finding, !whenTrue)));
    const { location } = condition;
    const fragment = fragmentOf(this.#text, location);
    if (!whenTrue && !isBlamed) {
      const message = `${fragment} is never true, so the filter can never match; correct the condition or remove it`;
      this.problems.push({ message, location, severity: 'error' });
    }
    if (!whenFalse && findings.length === 0) {
      const message = `${fragment} is always true, so the filter always matches; correct the condition or remove it`;
      this.problems.push({ message, location, severity: 'warning' });
    }
    // After a filter that matches nothing the rest is looked at as if it was not there.
    if (whenTrue) this.#environment = this.#environment.refine(whenTrue);
  }

  #addUnnest(operand: Expression): void {
    const { values } = this.#look(operand);
    if (values.structures) return;
    const fragment = fragmentOf(this.#text, operand.location);
    const what = describeSet(presentOf(values));
    const message = `${fragment} is ${what} and no list, so unnest gives it back as it is; unnest split(...) or jsonParse(...)`;
    this.problems.push({ message, location: operand.location, severity: 'warning' });
  }

  #addGrouping({ groups, items, timestampOutput }: Grouping): void {
    const outputs = new Environment(() => anyValue);
    const keys = groups.map(({ name, expression }) => ({ name, values: keysOf(this.#look(expression).values) }));
    for (const { name, values } of keys) outputs.make(name, values);
    this.groupCounts.push(keys.reduce((count, { values }) => count * countOf(values), 1));
    const rows = { environment: this.#environment, areGrouped: groups.length > 0 };
    this.#environment = outputs;
    for (const { name, expression } of items) outputs.make(name, this.#look(expression, rows).values);
    if (timestampOutput !== undefined) outputs.make('@timestamp', anyTime);
  }

  /** Rows that are added can have anything, as can sums beyond all bounds. */
  #addRowCommand(command: RowCommand): void {
    if (command.type === 'accum') this.#environment.make(command.output, anyValue);
    else if (command.type !== 'filldown') this.#environment = new Environment(() => anyValue);
  }

  #look(expression: Expression, rows?: View['rows']): Analysis {
    const findings: Finding[] = [];
    const analysis = analyzeExpression(expression, this.#view(findings, rows));
    this.problems.push(...findings.map((finding) => toProblem(finding)));
    return analysis;
  }

  #view(findings: Finding[], rows?: View['rows']): View {
    return {
      text: this.#text,
      environment: this.#environment,
      report: (finding) => findings.push(finding),
      settle: this.#settle,
      ...(rows && { rows }),
    };
  }
}

const anyMap: ValueSet = { ...noValues, missing: true, structures: true };

/** A map or a list is no key: it counts as missing. */
const keysOf = (values: ValueSet): ValueSet => ({
  ...values,
  missing: values.missing || values.structures,
  structures: false,
});
