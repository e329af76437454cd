import { type Interval, toInsightsTimeRange } from '@pulso/kit/time';
import { localAccountId, queryLogGroups } from '@pulso/local/aws';
import { type QuestionAnswer } from '@pulso/local/console-api';
import { type ParsedQuery, QueryLimitError, type QueryResult } from '@pulso/logs-insights';
import { pricedRegions, publicPrices } from '@pulso/operator/monthly-cost';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../errors';
import { mostRows, shapeAnswer } from './shape-answer';

/** What of a local cloud is asked. */
export interface AskedCloud extends Pick<LocalCloud, 'logStore' | 'settings'> {
  readonly clock: Pick<LocalCloud['clock'], 'nowMs'>;
}

/**
 * Asks the logs of a local cloud, at once: the waits of CloudWatch Logs Insights are for the services.
 *
 * @param where - Log groups that the query does not name itself, and a range of whole seconds.
 * @throws {RefusedOperationError} There is nothing to read, or the query takes too much.
 */
export function answerQuestion(
  { logStore, clock, settings }: AskedCloud,
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
  const result = refusingLimits(() => queryLogGroups(logStore, groups, query, options));
  const region = pricedRegions.find((priced) => priced === settings.region) ?? 'us-east-1';
  const { usd, source } = publicPrices.logsScannedGb;
  return {
    ...shapeAnswer(query, result),
    ...result.statistics,
    price: { usdPerGb: usd[region], region, source },
    durationMs: performance.now() - startedMs,
  };
}

function refusingLimits(run: () => QueryResult): QueryResult {
  try {
    return run();
  } catch (error) {
    throw error instanceof QueryLimitError ? new RefusedOperationError(error.message) : error;
  }
}
