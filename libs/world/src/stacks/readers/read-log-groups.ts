import { type LogGroupDefinition } from '../cloud-definition';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

export const readLogGroups = (resources: readonly ResolvedResource[]): Located<LogGroupDefinition>[] =>
  readAll(resources, 'aws_cloudwatch_log_group', (parameters, resource) => {
    parameters.allowOnly('log_group_class', 'STANDARD');
    const retentionDays = parameters.optionalNumber('retention_in_days') ?? 0;
    const group: LogGroupDefinition = {
      name: parameters.text('name'),
      arn: arnIn(resource),
      // 0 is Terraform's word for "for ever".
      ...(retentionDays === 0 ? {} : { retentionDays }),
    };
    parameters.refuseOthers('kms_key_id', 'skip_destroy', 'deletion_protection_enabled');
    return group;
  });
