import { type LineFormat } from './line-format';
import { route53Query } from './route53-fields';
import { vpcFlowRecord } from './vpc-flow-fields';

/** Lines of services that are no JSON. No line is of two of them. */
export const lineFormats: readonly LineFormat[] = [vpcFlowRecord, route53Query];

/** The names that a line without JSON can have. */
export const lineFieldNames: readonly string[] = lineFormats.flatMap(({ names }) => names);
