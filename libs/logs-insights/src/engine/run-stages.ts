import { type Stage, type Step } from '../plan/query-plan';
import { isTrue } from '../values/value';
import { compileExpression } from './compile-expression';
import { type EventRow } from './event-row';
import { RowGroups } from './group-rows';
import { arrangeRows, newestFirst } from './order-rows';
import { type WritableRow } from './row';

/** The first stage: takes events one by one, and keeps of them only what the rest of the query needs. */
export interface EventStage {
  /** @returns Whether the event passed the filters. */
  add(row: EventRow): boolean;
  finish(): readonly WritableRow[];
}

/** Prepares the stage that reads events. Without sort, dedup and limit a grouping takes them in as they come. */
export function startEventStage(stage: Stage): EventStage {
  const passes = compileSteps(stage.steps);
  const { grouping } = stage;
  if (grouping && stage.dedupNames.length === 0 && stage.rowLimit === undefined) {
    const groups = new RowGroups(grouping);
    return {
      add: (row) => {
        const isKept = passes(row);
        if (isKept) groups.add(row);
        return isKept;
      },
      finish: () => groups.finish(),
    };
  }
  const rows: EventRow[] = [];
  return {
    add: (row) => {
      const isKept = passes(row);
      if (isKept) rows.push(row);
      return isKept;
    },
    finish: () => finishStage(rows.sort(newestFirst), stage),
  };
}

/** Runs a later stage over the rows of the one before. */
export function runStage(rows: readonly WritableRow[], stage: Stage): readonly WritableRow[] {
  return finishStage(rows.filter(compileSteps(stage.steps)), stage);
}

function finishStage(rows: readonly WritableRow[], stage: Stage): readonly WritableRow[] {
  const arranged = arrangeRows(rows, stage);
  if (!stage.grouping) return arranged;
  const groups = new RowGroups(stage.grouping);
  for (const row of arranged) groups.add(row);
  return groups.finish();
}

function compileSteps(steps: readonly Step[]): (row: WritableRow) => boolean {
  const compiled = steps.map(compileStep);
  return (row) => {
    for (const step of compiled) if (!step(row)) return false;
    return true;
  };
}

function compileStep(step: Step): (row: WritableRow) => boolean {
  switch (step.type) {
    case 'filter': {
      const condition = compileExpression(step.condition);
      return (row) => isTrue(condition(row));
    }
    case 'define': {
      const expression = compileExpression(step.expression);
      return (row) => {
        row.set(step.name, expression(row));
        return true;
      };
    }
    default:
      return step satisfies never;
  }
}
