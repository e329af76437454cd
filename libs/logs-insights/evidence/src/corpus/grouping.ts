import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** stats in all its forms: groups, aggregates and arithmetic with them. */
export const grouping: readonly CorpusQuery[] = [
  { query: 'stats count(*)', mistake: ['count(*)', 'count(*))'], at: ')', occurrence: 2 },
  {
    query: 'stats count() as n, count(user) as known, n - known as unknown',
    mistake: ['n - known', 'n - knwon'],
    at: 'knwon',
  },
  {
    query: 'stats count (*) as rows by coalesce(tenant, account) as who',
    mistake: ['coalesce(tenant, account) as who', 'coalesce(tenant, account) who'],
    at: 'who',
  },
  {
    query: 'stats avg(ms), min(ms), max(ms), sum(ms), stddev(ms) by route',
    mistake: [', stddev(ms)', 'stddev(ms)'],
    at: 'stddev',
  },
  {
    query: 'stats sum(ms) / count(ms) as mean, (mean * 1.2) as budget by route',
    mistake: ['(mean * 1.2)', '(mean * 1.2'],
    at: 'as budget',
  },
  {
    query: 'stats sum(a * b + c) as weighted, sum(a * b) / sum(b) as average by kind',
    mistake: ['sum(b) as average', 'sum(sum(b)) as average'],
    at: 'sum(b)) as average',
  },
  {
    query: 'stats sum(status = "ok") as fine, sum(status != "ok") as broken by bin(1h)',
    mistake: ['sum(status != "ok")', 'sum(status not "ok")'],
    at: '"ok") as broken',
  },
  {
    query: 'stats pct(ms, 99.9) as tail, percentile(ms, 50) as middle, median(ms) as same by route',
    mistake: ['percentile(ms, 50)', 'percentile(ms 50)'],
    at: '50)',
  },
  {
    query: 'stats earliest(status) as before, latest(status) as after by orderId | filter before != after',
    mistake: ['latest(status)', 'last(status)'],
    at: 'last(',
  },
  {
    query: 'stats sortsFirst(name) as first, sortsLast(name) as last, count_distinct(name) as different',
    mistake: ['sortsFirst(name)', 'sortsFirst(name, 2)'],
    at: 'sortsFirst',
  },
  {
    query: 'stats max(@timestamp) as newest, min(@timestamp) as oldest by @logStream',
    mistake: ['by @logStream', 'by @logStream,'],
    at: endOfQuery,
  },
  {
    query: 'stats count(*) as n by bin(5m), status, method | sort @timestamp desc',
    mistake: ['bin(5m), status', 'bin(5m, status'],
    at: ', status',
  },
  {
    query: 'stats count(*) as n by bin(5m) as slot, bin(1h) as hour | stats max(n) as burst by hour',
    mistake: ['by hour', 'by day'],
    at: 'day',
  },
  { query: 'stats count(*) as n by ms > 1000, status', mistake: ['by ms > 1000', 'by ms >'], at: ', status' },
  {
    query: 'stats count(*) as n by floor(ms / 100) * 100 as bucket | sort bucket',
    mistake: ['floor(ms / 100)', 'flor(ms / 100)'],
    at: 'flor',
  },
  {
    query: 'stats count(*) as n by strlen(@message) / 100 as size, @log',
    mistake: ['by strlen(@message) / 100 as size', 'by sum(strlen(@message)) / 100 as size'],
    at: 'sum(',
  },
  {
    query: 'stats count(*) as total by bin(5m) as t | display t, total',
    mistake: ['| display t, total', '| display t, count'],
    at: 'count',
    occurrence: 2,
  },
  {
    query: 'stats count(*) by bin(5m) | display bin(5m), count(*)',
    mistake: ['| display bin(5m), count(*)', '| display bin(5m), sum(*)'],
    at: '*',
    occurrence: 2,
  },
  {
    query: 'stats count(*) as n, max(ms) as max, min(ms) as min by route as path',
    mistake: ['min(ms) as min', 'min(ms) as max'],
    at: 'max by',
  },
  {
    query: 'stats sum(jsonArraySize(items)) as lines, count(*) as orders, lines / orders as perOrder by shop',
    mistake: ['lines / orders as perOrder', 'lines / orders as lines'],
    at: 'lines by',
  },
  {
    query: 'sort @timestamp asc | stats latest(state) as current by device',
    mistake: ['| stats latest(state)', '| stats latest()'],
    at: 'latest()',
  },
  {
    query: 'stats count(*) as n by @logStream as stream, @log as group | filter n > 10 and stream like "web"',
    mistake: ['stream like "web"', 'stream like web'],
    at: 'web',
  },
  {
    query: 'stats avg(a) as x, avg(b) as y | fields x / y as ratio, x - y as difference',
    mistake: ['x / y as ratio', 'a / y as ratio'],
    at: 'a / y',
  },
  {
    query: 'stats count_distinct(concat(user, device)) as pairs by country | sort pairs desc | limit 5',
    mistake: ['count_distinct(concat(user, device))', 'count_distinct(concat(user, device)'],
    at: 'as pairs',
  },
  {
    query: 'stats count(*) as n by a | filter n > 1 | stats sum(n) as top | limit 5',
    mistake: ['| stats sum(n) as top', '| stats sum(m) as top'],
    at: 'm) as top',
  },
  {
    query: 'stats count(*) as n by a, b | stats max(n) as most by a | sort most desc | limit 3',
    mistake: ['| stats max(n)', '| sort n desc | stats max(n)'],
    at: 'sort n desc',
  },
  {
    query: 'stats sum(bytes) as total by host, path | filter total > 0 | stats avg(total) as mean by host',
    mistake: ['| filter total > 0 |', '| filter total > 0 | limit 10 |'],
    at: 'limit 10',
  },
];
