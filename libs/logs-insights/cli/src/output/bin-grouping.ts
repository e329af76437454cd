import { type ParsedQuery } from '../../../engine/src/parser/parse-query';
import { type Period } from '../../../engine/src/values/period';
import { UsageError } from '../usage-error';

/** How the rows of a result are grouped, when one of the groups is a time. */
export interface BinGrouping {
  /** The column with the times. */
  readonly binName: string;
  readonly period: Period;
  /** The columns of the other groups, in order. */
  readonly seriesNames: readonly string[];
}

/**
 * Finds the times that a chart is drawn along.
 *
 * @throws {UsageError} The result has none.
 */
export function requireBinGrouping({ plan }: ParsedQuery): BinGrouping {
  const groups = plan.stages.findLast(({ grouping }) => grouping)?.grouping?.groups ?? [];
  for (const { name, expression } of groups) {
    if (expression.type !== 'time-bucket' || !plan.columns.includes(name)) continue;
    const seriesNames = groups.map((group) => group.name).filter((other) => other !== name);
    return { binName: name, period: expression.period, seriesNames };
  }
  throw new UsageError(
    '--chart draws rows that are grouped by bin(...), and those of this query are not.\n' +
      "For example: logs-insights --chart 'stats count(*) by bin(5m)' app.log",
  );
}
