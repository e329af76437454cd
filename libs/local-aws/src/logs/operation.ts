import { type LocalClock } from '@pulso/local-clock';

import { type ServiceCall } from '../service';
import { type LogStore } from './log-store';
import { type QueryRegistry } from './query-registry';

/** What the operations work on. */
export interface OperationContext {
  readonly store: LogStore;
  readonly queries: QueryRegistry;
  readonly clock: Pick<LocalClock, 'nowMs'>;
  readonly accountId: string;
  readonly region: string;
}

/** An operation by its name: takes a call, gives the members of the answer, throws an `AwsError` as AWS refuses. */
export type Operations = Readonly<Record<string, (call: ServiceCall, context: OperationContext) => object>>;
