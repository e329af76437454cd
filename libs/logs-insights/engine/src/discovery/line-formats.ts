import { type Value } from '../values/value';

/** A line of one shape whose columns are fields. */
interface LineFormat {
  readonly names: readonly string[];
  /** @returns All fields as texts; undefined for a line of another shape. */
  read(line: string): ReadonlyMap<string, Value> | undefined;
}

/** What stands in a column that has no value; the field is missing then (unverified). */
const noValue = '-';

/** @param columns - In their order, with a space between them: the field's name and what can stand there. */
function lineFormat(columns: readonly (readonly [name: string, shape: RegExp])[]): LineFormat {
  const names = columns.map(([name]) => name);
  const line = new RegExp(`^${columns.map(([, { source }]) => `(${source})`).join(' ')}\\s*$`);
  return {
    names,
    read: (text) => {
      const cells = line.exec(text);
      if (!cells) return undefined;
      const found = names.map((name, index) => [name, cells[index + 1]] as const);
      return new Map(found.filter(([, cell]) => cell !== noValue));
    },
  };
}

/**
 * The query logs of a public hosted zone of Route 53, as in
 * `1.0 2026-11-25T12:00:00Z Z123412341234 example.com A NOERROR UDP FRA6 192.168.1.1 -`. Those of the resolver are JSON.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
const route53Query: LineFormat = lineFormat([
  ['version', /\d+\.\d+/],
  ['queryTimestamp', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/],
  ['hostZoneId', /Z[A-Z0-9]+/],
  ['queryName', /\S+/],
  ['queryType', /[A-Z0-9]+/],
  ['responseCode', /[A-Z0-9]+/],
  ['protocol', /UDP|TCP/],
  ['edgeLocation', /[A-Z]{3}\d+(?:-[A-Z0-9]+)?/],
  ['resolverIp', /[0-9a-fA-F.:]+/],
  ['ednsClientSubnet', /[0-9a-fA-F.:]+\/\d{1,3}|-/],
]);

/** Records of an interval without traffic, or that was skipped, have nothing to say of addresses and amounts. */
const address = /[0-9a-fA-F.:]+|-/;
const number = /\d+|-/;

/**
 * The records of VPC flow logs in their default format, as in
 * `2 123456789010 eni-1235b8ca 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK`.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
const vpcFlowRecord: LineFormat = lineFormat([
  ['version', /\d{1,2}/],
  ['accountId', /\d{12}|unknown/],
  ['interfaceId', /eni-[0-9a-f]+/],
  ['srcAddr', address],
  ['dstAddr', address],
  ['srcPort', number],
  ['dstPort', number],
  ['protocol', number],
  ['packets', number],
  ['bytes', number],
  ['startTime', /\d+/],
  ['endTime', /\d+/],
  ['action', /ACCEPT|REJECT|-/],
  ['logStatus', /OK|NODATA|SKIPDATA/],
]);

/** Lines of services that are no JSON. No line is of two of them. */
export const lineFormats: readonly LineFormat[] = [vpcFlowRecord, route53Query];

/** The names that a line without JSON can have. */
export const lineFieldNames: readonly string[] = lineFormats.flatMap(({ names }) => names);
