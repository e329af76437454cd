import { SsmParameter } from '@cdktn/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

import { parameterName, unsetSecret } from '@pulso/contracts/envelope';

import { keptBy } from './stack/kept-by';
import { named, requireLimits } from './stack/limits';
import { stackOf } from './stack/pulso-stack';

/**
 * Declares the name of a secret; its value is put in by the operator and never seen by Terraform.
 *
 * The placeholder is a write-only argument: it lands neither in the plan nor in the state, and because its version
 * never changes, no later apply writes over the operator's value. Nor can an apply change another argument: the provider
 * sends the value along, of which it knows none.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ssm/parameter.go resourceParameterUpdate
 */
export class SecretParameter extends Construct {
  /** A reference: what uses it is created after the parameter. */
  readonly name: string;
  /** Computed, so that plans show it. */
  readonly arn: string;

  /** @param isData - Whether its value can't be replaced: the stage then protects the parameter like a table. */
  constructor(scope: Construct, id: string, baseName: string, { isData = false }: { readonly isData?: boolean } = {}) {
    super(scope, id);
    const stack = stackOf(this);
    const name = parameterName(stack.settings.stage, baseName);
    requireLimits(this, [named('its name', name, /^(\/[A-Za-z0-9_.-]+){1,15}$/, 1_011)]);
    const parameter = new SsmParameter(this, 'parameter', {
      name,
      type: 'SecureString',
      tier: 'Standard',
      valueWo: unsetSecret,
      valueWoVersion: 1,
      ...(isData ? keptBy(stack.settings) : {}),
    });
    this.name = parameter.name;
    this.arn = stack.parameterArn(baseName);
  }
}
