export { checkInput, queueNameOf } from './input-schemas';
export { sendMessageBack } from './move-messages';
export { performOperation } from './perform-operation';
export { changeMessageVisibilityBatch, type ReceivedMessage, sendMessageBatch } from './send-and-receive';
export { type Message, type MessageState, Queue, type QueueDepths } from './queue';
export {
  advance,
  type DeliveryFault,
  type NamedQueue,
  type Output as SqsOutput,
  queueDoesNotExist,
  type QueueSettings,
  type Receive,
  type SqsCall,
  type SqsMessage,
  SqsState,
} from './sqs-state';
