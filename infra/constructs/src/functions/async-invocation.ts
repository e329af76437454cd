import { LambdaFunctionEventInvokeConfig } from '@cdktn/provider-aws/lib/lambda-function-event-invoke-config';
import { Construct } from 'constructs';

import { requireLimits, within } from '../stack/limits';
import { type ServiceFunction } from './service-function';

export interface AsyncInvocationProps {
  readonly target: ServiceFunction;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** The queue that gets Lambda's record of an event that failed for good. */
  readonly onFailureQueueArn: string;
}

/**
 * How often Lambda repeats an asynchronous invocation that fails, and where it records the one that fails for good.
 *
 * Lambda looks for the queue, and refuses one that is not there: "The destination ARN ... is invalid". The provider tries
 * again for two minutes, which is for a queue that was made a moment ago. The stack that has the queue comes first.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/function_event_invoke_config.go
 * @see https://github.com/serverless/serverless/issues/10799 for what happens in another order
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export class AsyncInvocation extends Construct {
  constructor(scope: Construct, id: string, props: AsyncInvocationProps) {
    super(scope, id);
    requireLimits(this, [
      within('its retries', props.maximumRetryAttempts, { from: 0, to: 2 }),
      within('its maximum event age', props.maximumEventAgeSeconds, { from: 60, to: 21_600, unit: ' s' }),
    ]);
    // The function's own role delivers the record; the queue needs no policy for it.
    props.target.allow({
      sid: 'RecordFailures',
      actions: ['sqs:SendMessage'],
      resources: [props.onFailureQueueArn],
    });
    new LambdaFunctionEventInvokeConfig(this, 'config', {
      functionName: props.target.name,
      maximumRetryAttempts: props.maximumRetryAttempts,
      maximumEventAgeInSeconds: props.maximumEventAgeSeconds,
      destinationConfig: { onFailure: { destination: props.onFailureQueueArn } },
    });
  }
}
