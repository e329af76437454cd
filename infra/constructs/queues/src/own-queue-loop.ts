import { LambdaFunctionRecursionConfig } from '@cdktn/provider-aws/lib/lambda-function-recursion-config';
import { type ServiceFunction } from '@pulso/infra/constructs/functions';
import { Construct } from 'constructs';

/**
 * Lets a function put messages back into the queue that it consumes.
 *
 * Lambda follows the trace header that its SDKs send along and, by default, stops a function after about 16 turns of such
 * a loop, without an error that the function could see. Messages that wait for a slow query, a flood limit or a due time
 * go round more often than that, and each carries the time at which it ends.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export class OwnQueueLoop extends Construct {
  constructor(scope: Construct, id: string, { consumer }: { readonly consumer: ServiceFunction }) {
    super(scope, id);
    new LambdaFunctionRecursionConfig(this, 'recursion', { functionName: consumer.name, recursiveLoop: 'Allow' });
  }
}
