import { UnsupportedFunctionError } from '../errors';
import { type AsynchronousInvoker } from '../invoke/create-asynchronous-invoker';
import { functionNameOf } from '../invoke/function-name';
import { queueNameOf } from '../mapping/queue-access';

export interface DeliverDeps {
  readonly asynchronousInvoker: Pick<AsynchronousInvoker, 'accept'>;
  send(queueName: string, body: string): Promise<unknown>;
}

/**
 * Hands an event to a function, which runs later, or to a queue.
 *
 * @param targetArn - Of a function or a queue.
 * @param input - JSON text.
 * @throws {FunctionNotFoundError} Not retryable. What `send` throws is passed on.
 */
export async function deliverToTarget(
  targetArn: string,
  input: string,
  { asynchronousInvoker, send }: DeliverDeps,
): Promise<void> {
  if (targetArn.startsWith('arn:aws:sqs:')) {
    await send(queueNameOf(targetArn), input);
    return;
  }
  const functionName = functionNameOf(targetArn);
  if (functionName === undefined) throw new UnsupportedFunctionError(targetArn, 'it is neither a function nor a queue');
  asynchronousInvoker.accept(functionName, input);
}
