import { synthesizeConstructs } from './stack/synthesize-for-spec';

import { SecretParameter } from './secret-parameter';

describe('SecretParameter', () => {
  it('declares a name and gives the state no value to keep', () => {
    const [parameter] = synthesizeConstructs((stack) => {
      new SecretParameter(stack, 'token', 'token');
    }).resources('aws_ssm_parameter');

    expect(parameter).toMatchObject({
      name: '/pulso/test/token',
      type: 'SecureString',
      tier: 'Standard',
      value_wo_version: 1,
    });
    expect(parameter).not.toHaveProperty('value');
    expect(parameter).not.toHaveProperty('insecure_value');
    expect(parameter).not.toHaveProperty('lifecycle');
  });

  it('is kept by a stage that protects data when its value can not be replaced', () => {
    const [parameter] = synthesizeConstructs((stack) => {
      new SecretParameter(stack, 'key', 'key', { isData: true });
    }).resources('aws_ssm_parameter');

    expect(parameter).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });
});
