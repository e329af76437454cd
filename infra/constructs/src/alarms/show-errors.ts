import { logGroupName } from '@pulso/contracts/envelope';
import { type PulsoStack } from '../stack/pulso-stack';

/** The command that shows what the stack's service has logged as an error within the last hour. */
export const showErrors = ({ settings, service }: PulsoStack): string =>
  showLines(settings.stage, service, '$.level = "ERROR"');

/** @param condition - Of a filter pattern, for example `$.level = "ERROR"`. */
export const showLines = (stage: string, service: string, condition: string): string =>
  `aws logs tail ${logGroupName(stage, service)} --since 1h --filter-pattern '{ ${condition} }'`;
