/**
 * Commands of Logs Insights QL that this engine does not run; a stage is never dropped silently.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const commandsNotBuilt: ReadonlySet<string> = new Set([
  'source',
  'parse',
  'filterindex',
  'unmask',
  'unnest',
  'expand',
  'pattern',
  'diff',
  'anomaly',
  'join',
  'lookup',
  'appendcols',
  'addtotals',
  'accum',
  'filldown',
  'fillmissing',
  'relevantfields',
  'head',
  'tail',
  'search',
]);

/**
 * Functions of Logs Insights QL that this engine does not have, in lower case.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const functionsNotBuilt: ReadonlySet<string> = new Set(
  (
    'pct percentile median stddev variance earliest latest sortsfirst sortslast values collect_values topk rate ' +
    'histogram count_over_time sum_over_time ' +
    'round haversine tonumber toint tolong todouble ' +
    'dateceil now parsedate formatdate strftime querystarttime queryendtime querytimerange ' +
    'case isnumeric messagesize ' +
    'startswith endswith split regexreplace urlencode urldecode base64encode base64decode md5 sha256 ' +
    'hextoascii hextodec dectohex ' +
    'jsonparse jsonstringify jsonarraysize jsonarraycontains ' +
    'isvalidip isvalidipv4 isvalidipv6 isipinsubnet isipv4insubnet isipv6insubnet ipv4tonumber ' +
    'isprivateip ispublicip isreservedip unmask'
  ).split(' '),
);
