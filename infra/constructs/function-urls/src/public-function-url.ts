import { LambdaFunctionUrl } from '@cdktn/provider-aws/lib/lambda-function-url';
import { LambdaPermission } from '@cdktn/provider-aws/lib/lambda-permission';
import { TerraformOutput } from 'cdktn';
import { Construct } from 'constructs';

import { type ServiceFunction } from '@pulso/infra/constructs/functions';

/**
 * A function URL that every caller may reach; the function itself checks who calls.
 *
 * Two permissions: since October 2025 a URL with only the first one deploys and answers 403 to every call.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export class PublicFunctionUrl extends Construct {
  constructor(scope: Construct, id: string, target: ServiceFunction) {
    super(scope, id);
    const url = new LambdaFunctionUrl(this, 'url', { functionName: target.name, authorizationType: 'NONE' });
    new LambdaPermission(this, 'invoke-url', {
      functionName: target.name,
      statementId: 'PublicInvokeFunctionUrl',
      action: 'lambda:InvokeFunctionUrl',
      principal: '*',
      functionUrlAuthType: 'NONE',
    });
    new LambdaPermission(this, 'invoke-through-url', {
      functionName: target.name,
      statementId: 'PublicInvokeThroughFunctionUrl',
      action: 'lambda:InvokeFunction',
      principal: '*',
      invokedViaFunctionUrl: true,
    });
    new TerraformOutput(this, 'address', { value: url.functionUrl });
  }
}
