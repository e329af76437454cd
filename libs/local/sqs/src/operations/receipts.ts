import { type Output, type SqsCall } from '../call';
import { SqsError } from '../errors';
import { type NamedQueue } from '../sqs-state';
import { checkVisibilityTimeout } from './receive-message';

const receiptHandlePattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Deletes the message that was last received with a handle. A handle that is no longer good is passed over.
 *
 * @throws {SqsError} ReceiptHandleIsInvalid: a text that was never a handle.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export function deleteMessage({ messages }: NamedQueue, { ReceiptHandle: handle }: { ReceiptHandle: string }): Output {
  checkHandle(handle);
  messages.remove(handle);
  return {};
}

/**
 * Hides a message for another time than it is hidden, from now on.
 *
 * @throws {SqsError} ReceiptHandleIsInvalid, InvalidParameterValue, MessageNotInflight.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
export function changeMessageVisibility(
  queue: NamedQueue,
  { ReceiptHandle: handle, VisibilityTimeout: seconds }: { ReceiptHandle: string; VisibilityTimeout: number },
  { nowMs }: SqsCall,
): Output {
  checkHandle(handle);
  checkVisibilityTimeout(seconds);
  if (!queue.messages.hide(handle, nowMs + seconds * 1000)) {
    throw new SqsError(
      'MessageNotInflight',
      'Message does not exist or is not available for visibility timeout change.',
    );
  }
  return {};
}

function checkHandle(handle: string): void {
  if (receiptHandlePattern.test(handle)) return;
  throw new SqsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is invalid.`, 404);
}
