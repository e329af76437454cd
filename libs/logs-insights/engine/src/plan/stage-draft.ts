import { type SortKey } from '../syntax/command';
import { type Grouping, type RowCommand, type Stage, type Step } from './query-plan';

/** A stage while its commands are being read. */
export class StageDraft {
  readonly steps: Step[] = [];
  sortKeys: readonly SortKey[] = [];
  dedupNames: readonly string[] = [];
  rowLimit: number | undefined;
  grouping: Grouping | undefined;
  rowCommand: RowCommand | undefined;

  /** Lowers the limit: of several the smallest counts. */
  limitTo(rowCount: number): void {
    this.rowLimit = Math.min(rowCount, this.rowLimit ?? rowCount);
  }

  finish(): Stage {
    const { steps, sortKeys, dedupNames, rowLimit, grouping, rowCommand } = this;
    return {
      steps,
      sortKeys,
      dedupNames,
      ...(rowLimit !== undefined && { rowLimit }),
      ...(grouping && { grouping }),
      ...(rowCommand && { rowCommand }),
    };
  }
}
