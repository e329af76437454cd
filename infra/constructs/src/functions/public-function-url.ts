import { LambdaFunctionUrl } from '@cdktn/provider-aws/lib/lambda-function-url';
import { LambdaPermission } from '@cdktn/provider-aws/lib/lambda-permission';
import { TerraformOutput } from 'cdktn';
import { Construct } from 'constructs';

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
