import { type EngineQueue, type EngineQueuedMessage } from '../fauxqs-engine';

/** @returns The messages of a queue of either kind that are neither delayed nor in flight. */
export const visibleMessages = ({ messages, fifoMessages }: EngineQueue): readonly EngineQueuedMessage[] => [
  ...messages,
  ...[...fifoMessages.values()].flat(),
];

/** @returns The messages of a queue of either kind whose delay is not over. */
export const delayedMessages = (queue: EngineQueue): EngineQueue['delayedMessages'] => [
  ...queue.delayedMessages,
  ...[...queue.fifoDelayed.values()].flat(),
];
