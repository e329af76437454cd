import { LambdaFunctionEventInvokeConfig } from '@cdktn/provider-aws/lib/lambda-function-event-invoke-config';
import { LambdaFunctionUrl } from '@cdktn/provider-aws/lib/lambda-function-url';
import { LambdaPermission } from '@cdktn/provider-aws/lib/lambda-permission';
import { TerraformOutput } from 'cdktn';
import { Construct } from 'constructs';

import { requireLimits, within } from './limits';
import { type ServiceFunction } from './service-function';

/**
 * A function URL that every caller may reach; the function itself checks the caller.
 *
 * It needs two permissions: since October 2025 a URL with only the first one deploys and answers 403 to every call.
 *
 * They are made one after the other: each of the three changes the function's configuration or policy, and Lambda answers
 * 409 to a concurrent change. The provider does not retry it, and may leave the statement behind.
 *
 * With the URL the provider also makes the same two permissions under its own names (FunctionURLAllow...), which are in
 * no state: no plan shows that they are gone or removes them. Those here are in the state. The provider does not retry a
 * 409 at its own ones either, unless the statement exists already: then the URL counts as tainted, and the next deploy
 * makes a new one with another address (docs/deploy.md).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 * @see https://github.com/anomalyco/sst/issues/6923 for the 409 with this very shape
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/function_url.go
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/38260 for statements that are left behind
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/44858 for those that the provider makes
 */
export class PublicFunctionUrl extends Construct {
  constructor(scope: Construct, id: string, target: ServiceFunction) {
    super(scope, id);
    const url = new LambdaFunctionUrl(this, 'url', { functionName: target.name, authorizationType: 'NONE' });
    const invokeUrl = new LambdaPermission(this, 'invoke-url', {
      functionName: target.name,
      statementId: 'PublicInvokeFunctionUrl',
      action: 'lambda:InvokeFunctionUrl',
      principal: '*',
      functionUrlAuthType: 'NONE',
      dependsOn: [url],
    });
    new LambdaPermission(this, 'invoke-through-url', {
      functionName: target.name,
      statementId: 'PublicInvokeThroughFunctionUrl',
      action: 'lambda:InvokeFunction',
      principal: '*',
      invokedViaFunctionUrl: true,
      dependsOn: [invokeUrl],
    });
    new TerraformOutput(this, 'address', { value: url.functionUrl });
  }
}

export interface AsyncInvocationProps {
  readonly target: ServiceFunction;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** The queue that gets Lambda's record of an event that failed for good. */
  readonly onFailureQueueArn: string;
}

/**
 * How often Lambda retries a failed asynchronous invocation, and where it records one that fails for good.
 *
 * Lambda refuses a queue that does not exist: "The destination ARN ... is invalid". The provider retries for two minutes,
 * enough for a new queue. So the queue's stack is deployed first.
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
