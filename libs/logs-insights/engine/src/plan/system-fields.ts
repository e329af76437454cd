/**
 * The fields that every event has, regardless of its text.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export const systemFields: ReadonlySet<string> = new Set([
  '@message',
  '@timestamp',
  '@ingestionTime',
  '@logStream',
  '@log',
  '@ptr',
]);
