import { type LocalClock } from '@pulso/local/clock';

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

/** Operations by their names: each takes a call, gives the members of the answer, throws an `AwsError` as AWS refuses. */
export type Operations<Name extends string = string> = Readonly<
  Record<Name, (call: ServiceCall, context: OperationContext) => object>
>;
