export { SqsError } from './errors';
export { queueNameOf, type SqsOperation } from './input-schemas';
export { sendMessageBack } from './operations/message-move-tasks';
export { type ReceivedMessage } from './operations/receive-message';
export { performOperation } from './perform-operation';
export { type Message, type MessageState, Queue, type QueueDepths } from './queue';
export {
  advance,
  type DeliveryFault,
  type MessageAttribute,
  type NamedQueue,
  type Output as SqsOutput,
  type QueueSettings,
  type Receive,
  type SqsCall,
  type SqsMessage,
  SqsState,
} from './sqs-state';
