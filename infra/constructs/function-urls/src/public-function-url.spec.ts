import { PublicFunctionUrl } from './public-function-url';
import { PulsoStack, type StackSettings } from '@pulso/infra/constructs/stack';
import { ServiceFunction } from '@pulso/infra/constructs/functions';
import { synthesizeForSpec } from '@pulso/infra/constructs/stack';

const settings: StackSettings = { stage: 'test', region: 'eu-west-1', logRetentionDays: 30, protectsData: true };

const synthesize = (build: (stack: PulsoStack, packageFolder: string) => void) =>
  synthesizeForSpec((app, packageFolder) => {
    const stack = new PulsoStack(app, 'thing', { settings });
    build(stack, packageFolder);
    return stack;
  });

describe('PublicFunctionUrl', () => {
  it('grants both permissions without which every call is answered 403', () => {
    const stack = synthesize((parent, packageFolder) => {
      const props = { baseName: 'web', packageFolder, timeoutSeconds: 5, environment: {} };
      new PublicFunctionUrl(parent, 'url', new ServiceFunction(parent, 'web', props));
    });

    expect(stack.resources('aws_lambda_function_url')).toMatchObject([{ authorization_type: 'NONE' }]);
    expect(stack.resources('aws_lambda_permission')).toMatchObject([
      { action: 'lambda:InvokeFunction', principal: '*', invoked_via_function_url: true },
      { action: 'lambda:InvokeFunctionUrl', principal: '*', function_url_auth_type: 'NONE' },
    ]);
  });
});
