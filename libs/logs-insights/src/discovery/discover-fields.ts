import { type Value } from '../values/value';
import { type FieldSelection } from './field-selection';
import { findFirstObject } from './first-object';
import { lambdaFieldNames, readLambdaFields } from './lambda-fields';
import { type LineFormat } from './line-format';
import { route53Query } from './route53-fields';
import { vpcFlowRecord } from './vpc-flow-fields';

/** Lines of services that are no JSON. No line is of two of them. */
const lineFormats: readonly LineFormat[] = [vpcFlowRecord, route53Query];

const lineFieldNames: readonly string[] = lineFormats.flatMap(({ names }) => names);

const noFields: ReadonlyMap<string, Value> = new Map();

/**
 * Finds the selected fields of an event's message: those of its first JSON object, be it all of the message or a part
 * of it, and those of Lambda's own lines. Where there is no object, a line of VPC flow logs or of Route 53 is known by its
 * shape.
 *
 * On AWS only some log groups are searched so; here every one is, since a local log group has no type.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export function discoverFields(message: string, selection: FieldSelection): ReadonlyMap<string, Value> {
  const fields = findFirstObject(message, selection)?.fields ?? readLine(message, selection);
  if (!selection.hasAny(lambdaFieldNames)) return fields;
  return new Map([...fields, ...readLambdaFields(message)]);
}

function readLine(message: string, selection: FieldSelection): ReadonlyMap<string, Value> {
  if (!selection.hasAny(lineFieldNames)) return noFields;
  for (const format of lineFormats) {
    const fields = format.read(message, selection);
    if (fields) return fields;
  }
  return noFields;
}

/** @returns Texts of which a line without JSON has one if it has the field; none for a field that only JSON has. */
export const marksOfLinesWith = (name: string): readonly string[] =>
  lineFormats.filter(({ names }) => names.includes(name)).flatMap(({ marks }) => marks);
