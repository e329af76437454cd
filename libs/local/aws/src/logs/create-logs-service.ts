import { type Random } from '@pulso/kit/time';
import { type LocalClock } from '@pulso/local/clock';

import { type OperationOf } from '../api/service-apis';
import { type LocalService } from '../service';
import { operationFor } from '../unknown-operation';
import { type CallRates, createCallRateCheck, documentedCallRates } from './call-rates';
import { performDescribeQueries } from './describe-queries';
import { performFilterLogEvents } from './filter-log-events';
import { performGetLogEvents } from './get-log-events';
import { groupOperations } from './group-operations';
import { recordOperations } from './log-records';
import { LogStore, type LogStoreOptions } from './log-store';
import { type OperationContext, type Operations } from './operation';
import { performPutLogEvents } from './put-log-events';
import { createQueryOperations } from './query-operations';
import { type QueryEnd, type QueryLatency, QueryRegistry } from './query-registry';
import { type StartedQuery } from './run-query';
import { performTestMetricFilter } from './test-metric-filter';

export interface LogsServiceOptions {
  readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  readonly accountId: string;
  readonly region: string;
  /** Makes the query ids. */
  readonly random: Random;
  /** How long queries take: always the same, or decided for each. */
  readonly latency: QueryLatency | ((query: StartedQuery) => QueryLatency);
  /** How a query ends, asked at its end. Default: every one is `Complete`. */
  readonly endOf?: (query: StartedQuery) => QueryEnd;
  /** Calls per second; `false` for no limits. Default: AWS's 10 for StartQuery and for GetQueryResults. */
  readonly callRates?: CallRates | false;
  readonly onAppend?: LogStoreOptions['onAppend'];
  readonly lateByMs?: LogStoreOptions['lateByMs'];
}

export interface LogsService extends LocalService {
  /** Where the Lambda runtime writes. */
  readonly store: LogStore;
  /** Cancels the timers of unfinished queries. */
  close(): void;
}

/**
 * Creates the CloudWatch Logs of the local cloud: groups, streams and events in memory, and Logs Insights queries.
 *
 * A query's result is computed over the events that are stored when it becomes Complete.
 */
export function createLogsService(options: LogsServiceOptions): LogsService {
  const { clock, accountId, region, latency, endOf = () => 'Complete', callRates = documentedCallRates } = options;
  const { onAppend, lateByMs } = options;
  const store = new LogStore({ clock, ...(onAppend && { onAppend }), ...(lateByMs && { lateByMs }) });
  const latencyOf = typeof latency === 'function' ? latency : () => latency;
  const queries = new QueryRegistry({ clock, store, accountId, latencyOf, endOf });
  const context: OperationContext = { store, queries, clock, accountId, region };
  const checkCallRate = createCallRateCheck(callRates || {}, () => clock.nowMs());
  const operations: Operations<OperationOf<'logs'>> = {
    ...groupOperations,
    ...recordOperations,
    PutLogEvents: performPutLogEvents,
    FilterLogEvents: performFilterLogEvents,
    GetLogEvents: performGetLogEvents,
    TestMetricFilter: performTestMetricFilter,
    DescribeQueries: performDescribeQueries,
    ...createQueryOperations(() => newId(options.random)),
  };
  return {
    name: 'logs',
    store,
    close: () => queries.close(),
    handle: async (call) => {
      checkCallRate(call.operation);
      return { status: 200, body: JSON.stringify(operationFor(operations, call)(call, context)) };
    },
  };
}

/** @returns An id in the form of a UUID. */
function newId(random: Random): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
