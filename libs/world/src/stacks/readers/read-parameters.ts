import { type ParameterDefinition } from '../cloud-definition';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

/** A write-only value is a placeholder by definition, so such a parameter has none. */
export const readParameters = (resources: readonly ResolvedResource[]): Located<ParameterDefinition>[] =>
  readAll(resources, 'aws_ssm_parameter', (parameters, resource) => {
    const type = parameters.text('type');
    if (type !== 'String' && type !== 'SecureString') return parameters.fail('type', 'String or SecureString');
    const value = parameters.optionalText('value') ?? parameters.optionalText('insecure_value');
    const parameter: ParameterDefinition = {
      name: parameters.text('name'),
      arn: arnIn(resource),
      type,
      ...(value === undefined ? {} : { value }),
    };
    parameters.refuseOthers('value_wo', 'value_wo_version', 'insecure_value', 'description', 'tier', 'key_id');
    return parameter;
  });
