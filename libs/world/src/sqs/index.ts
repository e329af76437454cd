export { queueNameOf } from './input-schemas';
export { sendMessageBack } from './move-messages';
export { performOperation } from './perform-operation';
export { type ReceivedMessage } from './send-and-receive';
export { type Message, type MessageState, Queue, type QueueDepths } from './queue';
export {
  advance,
  type DeliveryFault,
  type NamedQueue,
  type Output as SqsOutput,
  type QueueSettings,
  type Receive,
  type SqsCall,
  type SqsMessage,
  SqsState,
} from './sqs-state';
