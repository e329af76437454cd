import { LambdaFunctionEventInvokeConfig } from '@cdktn/provider-aws/lib/lambda-function-event-invoke-config';
import { LambdaFunctionUrl } from '@cdktn/provider-aws/lib/lambda-function-url';
import { LambdaPermission } from '@cdktn/provider-aws/lib/lambda-permission';
import { TerraformOutput } from 'cdktn';
import { Construct } from 'constructs';

import { requireLimits, within } from './limits';
import { type ServiceFunction } from './service-function';

/**
 * A function URL that every caller may reach; the function itself checks who calls.
 *
 * Two permissions: since October 2025 a URL with only the first one deploys and answers 403 to every call.
 *
 * One after the other: each of the three changes the function's configuration or policy, and Lambda answers 409 to a change
 * that comes while another is under way. The provider does not repeat it, and may leave the statement behind.
 *
 * With the URL the provider makes the same two permissions under names of its own (FunctionURLAllow...), which stand in no
 * state: no plan would show that they are gone, and none takes them away. Those here are in the state. A 409 at one of its
 * own is not repeated either, unless the statement is there already: the URL counts as tainted then, and the next deploy
 * makes another one with another address (docs/deploy.md).
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
