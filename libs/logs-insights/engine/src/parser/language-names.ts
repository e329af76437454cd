/**
 * Commands of Logs Insights QL that this engine does not run; a stage is never dropped silently.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const commandsNotBuilt: ReadonlySet<string> = new Set([
  'unmask',
  'pattern',
  'diff',
  'anomaly',
  'join',
  'lookup',
  'appendcols',
  'relevantfields',
  'autoregress',
  'logcompare',
  'cidrlookup',
  'outlier',
  'sessionize',
  'countfrequent',
  'json',
  'tail',
  'search',
]);

/**
 * Functions of Logs Insights QL that this engine does not have, in lower case.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const functionsNotBuilt: ReadonlySet<string> = new Set([
  'topk',
  'rate',
  'histogram',
  'count_over_time',
  'sum_over_time',
]);
