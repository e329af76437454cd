import { type EngineQueue } from '../fauxqs-engine';

/** The queue whose attributes are checked, which need not exist yet. */
export type CheckedQueue = Pick<EngineQueue, 'arn' | 'attributes' | 'name'>;
