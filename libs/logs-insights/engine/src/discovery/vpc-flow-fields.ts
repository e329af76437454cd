import { type LineFormat, lineFormat } from './line-format';

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
export const vpcFlowRecord: LineFormat = lineFormat([
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
