import { type QueryOptions } from '../execution/query-options';
import { type ParsedQuery } from '../parser/parse-query';
import { type EventStore } from './event-store';
import { type ResolvedSteps } from './resolve-steps';

/** A query over some stores, and what there is to do with its events. */
export interface StoresQuery {
  readonly parsed: ParsedQuery;
  readonly stores: readonly EventStore[];
  readonly options: QueryOptions;
  readonly steps: ResolvedSteps;
}
