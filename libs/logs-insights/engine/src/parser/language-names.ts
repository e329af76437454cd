import { type Token } from '../lexer/token';

/**
 * Commands of Logs Insights QL that this engine does not run; a stage is never dropped silently.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const commandsNotBuilt: ReadonlySet<string> = new Set([
  'filterindex',
  'expand',
  'accum',
  'filldown',
  'fillmissing',
  'addtotals',
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
  ...['unmask', 'haversine', 'hextodec', 'dectohex', 'hextoascii'],
  ...['urlencode', 'urldecode', 'base64encode', 'base64decode', 'md5', 'sha256'],
  ...['isvalidip', 'isvalidipv4', 'isvalidipv6', 'isipinsubnet', 'isipv4insubnet', 'isipv6insubnet', 'ipv4tonumber'],
  ...['isprivateip', 'isreservedip', 'ispublicip'],
  ...['querystarttime', 'queryendtime', 'querytimerange', 'formatdate', 'strftime', 'parsedate'],
  ...['values', 'collect_values'],
  'topk',
  'rate',
  'histogram',
  'count_over_time',
  'sum_over_time',
]);

/** Words of other languages, and what this one has instead. */
const hints: Readonly<Record<string, string>> = {
  '<>': "Write != for 'not equal'.",
  '&&': 'Write and.',
  '||': 'Write or; a single | separates commands, and none may be empty.',
  '!': 'Before like and in write not; what is different from a value is != it.',
  exists: 'Write ispresent(field).',
  is: 'Write ispresent(field) or not ispresent(field).',
  between: 'Write field >= 1 and field <= 2.',
  group: 'Groups follow what stats computes: stats count(*) by field.',
  select: 'Write fields a, b for columns and stats count(*) by a for groups; conditions are commands of their own.',
  contains: 'Write field like "text" or strcontains(field, "text").',
};

/** @returns A hint for a misplaced token, or undefined. */
export function hintFor(token: Token): string | undefined {
  if (token.kind === 'symbol') return Object.hasOwn(hints, token.symbol) ? hints[token.symbol] : undefined;
  if (token.kind === 'string') return 'A string is never a name; a name with special characters takes backticks.';
  if (token.kind !== 'name' || token.quoted) return undefined;
  const word = token.name.toLowerCase();
  return Object.hasOwn(hints, word) ? hints[word] : undefined;
}
