import { type Interval, toInsightsTimeRange } from '@pulso/kit/time';
import { localAccountId } from '@pulso/local/gateway';
import { queryLogGroups } from '@pulso/world/logs';
import { type QuestionAnswer, type AnswerColumn } from '@pulso/local/console-api';
import { type ParsedQuery, QueryLimitError, type QueryResult } from '@pulso/logs-insights';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../../errors';
import { refusing } from '../refuse';

/** What of a local cloud is asked. */
export interface AskedCloud extends Pick<LocalCloud, 'logStore'> {
  readonly clock: Pick<LocalCloud['clock'], 'nowMs'>;
}

/**
 * Asks the logs of a local cloud, at once: the waits of CloudWatch Logs Insights are for the services.
 *
 * @param where - Log groups that the query does not name itself, and a range of whole seconds.
 * @throws {RefusedOperationError} There is nothing to read, or the query takes too much.
 */
export function answerQuestion(
  { logStore, clock }: AskedCloud,
  query: ParsedQuery,
  { logGroups, ...window }: Interval & { readonly logGroups: readonly string[] },
): QuestionAnswer {
  const all = logStore.list();
  const chosen = query.sources.length > 0 ? all.map(({ name }) => name) : logGroups;
  const missing = chosen.filter((group) => !logStore.has(group));
  if (missing.length > 0) {
    const known = all.map(({ name }) => name).join(', ') || 'none';
    throw new RefusedOperationError(`There is no log group ${missing.join(', ')}: there are ${known}.`);
  }
  const groups = all.filter(({ name }) => chosen.includes(name));
  if (groups.length === 0) throw new RefusedOperationError('Choose a log group, or name one with SOURCE.');
  if (window.startMs >= window.endMs) throw new RefusedOperationError('The range of time ends before it begins.');
  const { startTimeSeconds: startTime, endTimeSeconds: endTime } = toInsightsTimeRange(window);
  const startedMs = performance.now();
  const options = { startTime, endTime, accountId: localAccountId, nowMs: clock.nowMs(), limit: mostRows + 1 };
  const result = refusing(QueryLimitError, () => queryLogGroups(logStore, groups, query, options));
  return {
    ...shapeAnswer(query, result),
    ...result.statistics,
    durationMs: performance.now() - startedMs,
  };
}

/** The page gets no more rows than this. */
const mostRows = 2_000;

/** Longer cells are cut, UTF-16 units. */
const longestCell = 4_000;

const timeColumns: readonly string[] = ['@timestamp', '@ingestionTime'];

/**
 * Brings the result of a query into the form of a table.
 *
 * @param result - Of at most one row more than the page gets.
 */
function shapeAnswer(
  { plan }: ParsedQuery,
  { rows: found }: QueryResult,
): Pick<QuestionAnswer, 'columns' | 'rows' | 'isCut'> {
  const names = plan.columns.filter((name) => name !== '@ptr');
  const rows = found.slice(0, mostRows).map((cells) => {
    const values = new Map(cells.map(({ field, value }) => [field, value]));
    return names.map((name) => values.get(name) ?? null);
  });
  // By what the last `stats` groups.
  const groups = plan.stages.findLast(({ grouping }) => grouping)?.grouping?.groups ?? [];
  const columns = names.map((name, index): AnswerColumn => {
    const group = groups.find((each) => each.name === name);
    const isTime = group?.expression.type === 'time-bucket' || timeColumns.includes(name);
    const kind = isTime ? 'time' : kindOf(rows.map((row) => row[index] ?? null));
    return { name, kind, isMeasured: kind === 'number' && groups.length > 0 && !group };
  });
  return {
    columns,
    rows: rows.map((row) => row.map((cell) => cell && cell.slice(0, longestCell))),
    isCut: found.length > mostRows || rows.some((row) => row.some((cell) => (cell?.length ?? 0) > longestCell)),
  };
}

function kindOf(cells: readonly (string | null)[]): AnswerColumn['kind'] {
  const present = cells.filter((cell) => cell !== null);
  return present.length > 0 && present.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)))
    ? 'number'
    : 'text';
}
