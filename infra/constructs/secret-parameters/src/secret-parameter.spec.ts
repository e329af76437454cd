import { PulsoStack, type StackSettings } from '@pulso/infra/constructs/stack';
import { SecretParameter } from './secret-parameter';
import { synthesizeForSpec } from '@pulso/infra/constructs/stack';

const settings: StackSettings = { stage: 'test', region: 'eu-west-1', logRetentionDays: 30, protectsData: true };

const synthesize = (build: (stack: PulsoStack, packageFolder: string) => void) =>
  synthesizeForSpec((app, packageFolder) => {
    const stack = new PulsoStack(app, 'thing', { settings });
    build(stack, packageFolder);
    return stack;
  });

describe('SecretParameter', () => {
  it('declares a name and gives the state no value to keep', () => {
    const [parameter] = synthesize((stack) => {
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
    const [parameter] = synthesize((stack) => {
      new SecretParameter(stack, 'key', 'key', { isData: true });
    }).resources('aws_ssm_parameter');

    expect(parameter).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });
});
