import { LogStore, QueryRegistry } from '@pulso/world/logs';

import { type LocalService, operationFor } from '../service';
import { logOperations } from './log-operations';
import { type LogsContext, type LogsOperation, type LogsServiceOptions } from './logs-context';
import { queryOperations } from './query-operations';

export interface LogsService extends LocalService {
  /** Where the Lambda runtime writes, without a call over the network. */
  readonly store: LogStore;
}

/**
 * Creates the CloudWatch Logs of the local cloud: groups, streams and events in memory, and Logs Insights queries.
 *
 * A query's result is computed over the events that are stored when it becomes Complete.
 */
export function createLogsService(options: LogsServiceOptions): LogsService {
  const store = new LogStore(options);
  const context: LogsContext = { ...options, store, queries: new QueryRegistry(options.clock) };
  const operations: Readonly<Record<string, LogsOperation>> = { ...logOperations, ...queryOperations };
  return {
    name: 'logs',
    store,
    handle: async (call) => ({ status: 200, body: JSON.stringify(operationFor(operations, call)(call, context)) }),
  };
}
