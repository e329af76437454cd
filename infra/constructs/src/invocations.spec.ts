import { PublicFunctionUrl } from './invocations';
import { ServiceFunction } from './service-function';
import { synthesizeConstructs } from './synthesize-for-spec';

describe('PublicFunctionUrl', () => {
  const synthesizeUrl = () =>
    synthesizeConstructs((parent, packageFolder) => {
      const props = { baseName: 'web', packageFolder, timeoutSeconds: 5, environment: {} };
      new PublicFunctionUrl(parent, 'url', new ServiceFunction(parent, 'web', props));
    });

  it('grants both permissions; without them every call gets 403', () => {
    const stack = synthesizeUrl();

    expect(stack.resources('aws_lambda_function_url')).toMatchObject([{ authorization_type: 'NONE' }]);
    expect(stack.resources('aws_lambda_permission')).toMatchObject([
      { action: 'lambda:InvokeFunction', principal: '*', invoked_via_function_url: true },
      { action: 'lambda:InvokeFunctionUrl', principal: '*', function_url_auth_type: 'NONE' },
    ]);
  });

  it('changes the function in three steps: the URL, the right to call it, the right to call through it', () => {
    const [throughUrl, invokeUrl] = synthesizeUrl().resources('aws_lambda_permission');

    expect(invokeUrl?.['depends_on']).toEqual([expect.stringMatching(/^aws_lambda_function_url\./)]);
    expect(throughUrl?.['depends_on']).toEqual([expect.stringMatching(/^aws_lambda_permission\.url_invoke-url_/)]);
  });
});
