import { type Random } from '@pulso/kit/time';
import { type LocalClock } from '@pulso/world/time';

import { type OperationOf } from '../api/service-apis';
import { AwsError, type LocalService } from '../service';
import { operationFor } from '../unknown-operation';
import { logOperations } from './log-operations';
import { LogStore, type LogStoreOptions } from './log-store';
import { type OperationContext, type Operations } from './operation';
import { createQueryOperations } from './query-operations';
import { type QueryEnd, type QueryLatency, QueryRegistry } from './query-registry';
import { type StartedQuery } from './run-query';

/** Calls per second and account that AWS allows; not adjustable there. */
export type CallRates = Readonly<Record<string, number>>;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const documentedCallRates: CallRates = { StartQuery: 10, GetQueryResults: 10 };

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
    ...logOperations,
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

/**
 * Limits how often operations are called: as many calls at once as a second allows, then as they come free again.
 *
 * @returns Counts one call. Throws an {@link AwsError} ThrottlingException when it comes too early; retryable later.
 */
function createCallRateCheck(rates: CallRates, nowMs: () => number): (operation: string) => void {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return (operation) => {
    const rate = Object.hasOwn(rates, operation) ? rates[operation] : undefined;
    if (rate === undefined) return;
    const atMs = nowMs();
    const bucket = buckets.get(operation) ?? { tokens: rate, atMs };
    const tokens = Math.min(rate, bucket.tokens + ((atMs - bucket.atMs) / 1000) * rate);
    if (tokens < 1) throw new AwsError('ThrottlingException', 'Rate exceeded');
    buckets.set(operation, { tokens: tokens - 1, atMs });
  };
}
