import { type LineFormat, lineFormat } from './line-format';

/**
 * The query logs of a public hosted zone of Route 53, as in
 * `1.0 2026-11-25T12:00:00Z Z123412341234 example.com A NOERROR UDP FRA6 192.168.1.1 -`. Those of the resolver are JSON.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export const route53Query: LineFormat = lineFormat([
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
