import { SsmParameter } from '@cdktn/provider-aws/lib/ssm-parameter';
import { parameterName, unsetSecret } from '@pulso/contracts/naming';
import { keptBy, named, requireLimits, stackOf } from '@pulso/infra/constructs/stack';
import { Construct } from 'constructs';

/**
 * Declares the name of a secret; its value is put in by the operator and never seen by Terraform.
 *
 * The placeholder is a write-only argument: it lands neither in the plan nor in the state, and because its version
 * never changes, no later apply writes over the operator's value.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export class SecretParameter extends Construct {
  readonly name: string;
  readonly arn: string;

  /** @param isData - Whether its value can't be replaced: the stage then protects the parameter like a table. */
  constructor(scope: Construct, id: string, baseName: string, { isData = false }: { readonly isData?: boolean } = {}) {
    super(scope, id);
    const { settings } = stackOf(this);
    this.name = parameterName(settings.stage, baseName);
    requireLimits(this, [named('its name', this.name, /^(\/[A-Za-z0-9_.-]+){1,15}$/, 1_011)]);
    this.arn = new SsmParameter(this, 'parameter', {
      name: this.name,
      type: 'SecureString',
      tier: 'Standard',
      valueWo: unsetSecret,
      valueWoVersion: 1,
      ...(isData ? keptBy(settings) : {}),
    }).arn;
  }
}
