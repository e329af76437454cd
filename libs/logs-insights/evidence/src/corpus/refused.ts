/** A query that AWS would run and this engine can't. */
export interface RefusedQuery {
  readonly query: string;
  /** A word of `UnsupportedQueryError.feature`. */
  readonly feature: string;
  /** The text in the query, at its first occurrence, at which a person should be pointed. */
  readonly at: string;
}

/** Valid Logs Insights QL that is refused by name rather than skipped or guessed. */
export const refused: readonly RefusedQuery[] = [
  { query: 'filter level = "ERROR" | pattern @message | sort @sampleCount desc', feature: 'pattern', at: 'pattern' },
  { query: 'fields @message | pattern @message | diff previousDay', feature: 'pattern', at: 'pattern' },
  { query: 'parse @message "* - *" as before, text | pattern text | limit 10', feature: 'pattern', at: 'pattern' },
  { query: 'filter @message like /timeout/ | diff', feature: 'diff', at: 'diff' },
  { query: 'filter level = "WARN" | fields @timestamp, @message | diff previousWeek', feature: 'diff', at: 'diff' },
  { query: 'filter service = "checkout" | fields @timestamp, @message | anomaly', feature: 'anomaly', at: 'anomaly' },
  { query: 'filter status >= 500 | relevantfields', feature: 'relevantfields', at: 'relevantfields' },
  {
    query:
      "fields requestId, status | join type=inner left=a right=b where a.requestId = b.requestId (SOURCE '/ecs/web' | fields requestId, took)",
    feature: 'join',
    at: 'join',
  },
  {
    query:
      'filter status = 500 | join type=left left=l right=r where l.user = r.id (SOURCE "/app/users" | fields id, plan) | limit 20',
    feature: 'join',
    at: 'join',
  },
  { query: 'filter action = "REJECT" | lookup hosts ip as srcAddr OUTPUT name, team', feature: 'lookup', at: 'lookup' },
  { query: 'LOOKUP customers id AS customerId OUTPUT tier | stats count(*) by tier', feature: 'lookup', at: 'LOOKUP' },
  {
    query: 'stats count(*) as today by path | appendcols (SOURCE "/archive/web" | stats count(*) as before by path)',
    feature: 'appendcols',
    at: 'appendcols',
  },
  {
    query: 'stats sum(bytes) as total | appendcols override=true max=10 (SOURCE "/x" | stats sum(bytes) as other)',
    feature: 'appendcols',
    at: 'appendcols',
  },
  {
    query: "filter userId in (SOURCE '/app/blocked' | fields userId) | stats count(*) as attempts by userId",
    feature: 'subqueries',
    at: 'SOURCE',
  },
  {
    query: 'filter srcAddr not in (source "/security/known" | filter trusted = 1 | fields address)',
    feature: 'subqueries',
    at: 'source',
  },
  { query: 'stats count(*) as n by bin(5m) offset 1h', feature: 'offset', at: 'offset' },
  { query: 'stats avg(latency) as latency by bin(1m) as minute, route offset 1d', feature: 'offset', at: 'offset' },
  { query: 'stats topk(path, 5) as busiest by bin(1h)', feature: 'topk', at: 'topk' },
  { query: 'stats rate(requests, 1m) as perMinute by bin(5m)', feature: 'rate', at: 'rate' },
  { query: 'stats histogram(latency, 10) as spread by route', feature: 'histogram', at: 'histogram' },
  { query: 'stats count_over_time(errorCode) as errors by bin(5m)', feature: 'count_over_time', at: 'count_over_time' },
  { query: 'stats sum_over_time(bytes) as volume by bin(1m)', feature: 'sum_over_time', at: 'sum_over_time' },
  { query: 'search "connection refused" | limit 5', feature: 'search', at: 'search' },
  { query: 'fields @timestamp | tail 10', feature: 'tail', at: 'tail' },
  { query: 'stats avg(latency) as ms by bin(5m) | autoregress ms', feature: 'autoregress', at: 'autoregress' },
  { query: 'filter level = "ERROR" | logcompare 1d', feature: 'logcompare', at: 'logcompare' },
  { query: 'cidrlookup networks srcAddr | stats count(*) by team', feature: 'cidrlookup', at: 'cidrlookup' },
  { query: 'stats max(ms) as slowest by route | outlier slowest', feature: 'outlier', at: 'outlier' },
  { query: 'sessionize userId | stats count(*) as clicks by session', feature: 'sessionize', at: 'sessionize' },
  { query: 'filter status = 404 | countFrequent path', feature: 'countfrequent', at: 'countFrequent' },
  {
    query: String.raw`parse @message /(?<payload>\{.*\})/ | json field=payload "user.name" as name`,
    feature: 'json',
    at: 'json field',
  },
  {
    query: "SOURCE logGroupTags([{key: 'team', values: ['payments']}]) | stats count(*) by @log",
    feature: 'logGroupTags',
    at: 'logGroupTags',
  },
  {
    query: 'SOURCE dataSource(["amazon_vpc.flow"]) | filter action = "REJECT"',
    feature: 'dataSource',
    at: 'dataSource',
  },
  {
    query: "SOURCE logGroups(class: ['STANDARD'], namePrefix: ['/aws/lambda/']) | stats count(*) by @log",
    feature: 'class',
    at: 'class',
  },
];
