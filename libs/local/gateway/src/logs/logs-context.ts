import { AwsError } from '@pulso/world/aws';
import { type ParsedQuery, type QueryResult } from '@pulso/logs-insights';
import { type LogStore, type LogStoreOptions, type QueryCourse, type QueryRegistry } from '@pulso/world/logs';
import { type LocalClock } from '@pulso/world/time';

import { type ServiceCall } from '../service';

/** A query that was accepted, for hooks that decide how long it takes and how it ends. */
export interface StartedQuery {
  readonly queryString: string;
  readonly logGroupNames: readonly string[];
  /** Epoch seconds, inclusive. */
  readonly startTime: number;
  /** Epoch seconds, inclusive. */
  readonly endTime: number;
}

export interface RunningQuery {
  readonly started: StartedQuery;
  readonly parsed: ParsedQuery;
  readonly limit: number | undefined;
  /** Of a query that is Complete. */
  result?: QueryResult;
}

export interface LogsServiceOptions extends Omit<LogStoreOptions, 'clock'> {
  readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  readonly accountId: string;
  readonly region: string;
  /** How a query goes and ends. */
  readonly courseOf: (query: StartedQuery) => QueryCourse;
}

/** What the operations work on. */
export interface LogsContext extends LogsServiceOptions {
  readonly store: LogStore;
  readonly queries: QueryRegistry<RunningQuery>;
}

/** Takes a call and returns the members of the answer; throws an {@link AwsError} as AWS refuses. */
export type LogsOperation = (call: ServiceCall, context: LogsContext) => object;

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);

export const invalidToken = (): AwsError => invalidParameter('The specified nextToken is invalid.');
