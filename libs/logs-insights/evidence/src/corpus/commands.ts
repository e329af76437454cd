import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** Each command in the forms that it has, the rare ones included. */
export const commands: readonly CorpusQuery[] = [
  {
    query: 'fields a, b as c, d + 1 as e | display c, e',
    mistake: ['| display c, e', '| display c, e, count(*)'],
    at: 'count(*)',
  },
  { query: 'field @message | limit 3', mistake: ['limit 3', 'limit 3 rows'], at: 'rows' },
  {
    query: 'display @timestamp, user, concat(first, " ", last) as person',
    mistake: ['as person', 'as'],
    at: endOfQuery,
  },
  {
    query: 'filter a = 1 | filter b != 2 | filter c > 3 and c <= 4',
    mistake: ['| filter b', '| fliter b'],
    at: 'fliter',
  },
  { query: 'filter isFinal | stats count(*) as finals', mistake: ['filter isFinal', 'filter'], at: '| stats' },
  {
    query: 'filterIndex requestId = "4a7f" | fields @timestamp, @message',
    mistake: ['requestId = "4a7f"', 'requestId like "4a7f"'],
    at: 'requestId like',
  },
  {
    query: 'filterIndex status in [500, 502, 503] | stats count(*) as errors by status',
    mistake: ['status in [500, 502, 503]', 'status not in [500, 502, 503]'],
    at: 'status not',
  },
  {
    query: 'parse "took * ms" as ms | filter ms > 100 | sort ms desc',
    mistake: ['parse "took * ms" as ms', 'parse "took * ms" ms'],
    at: 'ms |',
  },
  {
    query: 'parse path "/orders/*/lines/*" as orderId, lineId | stats count(*) by orderId',
    mistake: ['parse path "/orders', 'parse path, "/orders'],
    at: ', "/orders',
  },
  {
    query: String.raw`parse lower(path) /^\/v(?<version>\d+)\// | stats count(*) by version`,
    mistake: ['lower(path)', 'lowr(path)'],
    at: 'lowr',
  },
  {
    query: 'parse jsonParse(@message).detail "*:*" as kind, rest | display kind, rest',
    mistake: ['"*:*" as kind, rest', 'as kind, rest'],
    at: 'as kind',
  },
  {
    query: 'parse @message "ok" as @ok | stats count(@ok) as fine, count(*) as all',
    mistake: ['as @ok |', 'as @ok, @more |'],
    at: '"ok"',
  },
  {
    query: 'stats count(*) as n by a | stats max(n) as most, min(n) as least',
    mistake: ['| stats max(n)', '| stats max(a.b)'],
    at: 'a.b',
  },
  {
    query: 'stats count(*) as n by a, b | stats count(*) as pairs by n | stats max(pairs) as modal',
    mistake: ['| stats max(pairs) as modal', '| stats max(b) as modal'],
    at: 'b) as modal',
  },
  { query: 'sort a desc, b, c asc | limit 20', mistake: ['sort a desc,', 'sort a desc;'], at: ';' },
  { query: 'sort by strlen(@message) desc | limit 5', mistake: ['sort by', 'sort on'], at: 'strlen' },
  {
    query: 'order by `response time` desc | limit 7',
    mistake: ['order by `response time`', 'order by `response time'],
    at: '`response time',
  },
  {
    query: 'stats count(*) as n by user | sort n desc, user | limit 100000',
    mistake: ['limit 100000', 'limit 100001'],
    at: '100001',
  },
  { query: 'limit any 25', mistake: ['limit any 25', 'limit any'], at: endOfQuery },
  {
    query: 'sort @timestamp asc | dedup user, device | limit 10',
    mistake: ['dedup user, device', 'dedup user device'],
    at: 'device',
  },
  { query: 'dedup `session id`', mistake: ['dedup `session id`', 'dedup "session id"'], at: '"session id"' },
  {
    query: 'fields jsonParse(payload) as p | unnest p.items into item | stats sum(item.price) as revenue by item.sku',
    mistake: ['into item', 'in item'],
    at: 'item | stats',
  },
  {
    query: 'unnest split(tags, ",") into tag | stats count(*) as uses by tag | sort uses desc',
    mistake: ['into tag', 'into "tag"'],
    at: '"tag"',
  },
  {
    query: 'stats sum(v) as total by bin(1m) | fillmissing with 0 for total',
    mistake: ['for total', 'for 5total'],
    at: '5total',
  },
  {
    query: 'stats sum(v) as total, avg(v) as mean by bin(1h) | fillmissing with 0 for total, -1 for mean',
    mistake: [', -1 for mean', ', with -1 for mean'],
    at: 'with -1',
  },
  {
    query: 'stats count(*) as n by bin(1d) as day | sort day | accum n as running | limit 31',
    mistake: ['accum n as running', 'accum n as n.total as'],
    at: 'as |',
  },
  {
    query: 'fields @timestamp, host, cpu_user, cpu_system | sort @timestamp asc | filldown host cpu*',
    mistake: ['filldown host cpu*', 'filldown host,'],
    at: endOfQuery,
  },
  {
    query: 'stats sum(a) as sa, sum(b) as sb by c | addtotals',
    mistake: ['| addtotals', '| addtotal'],
    at: 'addtotal',
  },
  {
    query: 'stats sum(a) as sa, sum(b) as sb by c | addtotals row=true col=true fieldname=Both sa, sb',
    mistake: ['row=true', 'row=yes'],
    at: 'yes',
  },
  {
    query: 'fields unmask(@message) as plain | filter plain like "card" | limit 2',
    mistake: ['unmask(@message)', 'unmask()'],
    at: 'unmask',
  },
  {
    query: 'where status >= 500 and path like "/api" | stats count(*) as errors by path',
    mistake: ['where status', 'where where status'],
    at: 'status',
  },
  {
    query: 'expand roles | stats count(*) as n by roles | sort n desc',
    mistake: ['expand roles', 'expand "roles"'],
    at: '"roles"',
  },
  {
    query: 'fields items | expand items | filter items.price > 10 | stats sum(items.price) as total by items.sku',
    mistake: ['| expand items', '| expand items, tags'],
    at: ', tags',
  },
  {
    query: 'parse payload csv as id, name, amount | filter amount > 100 | stats sum(amount) as total by name',
    mistake: ['csv as id, name', 'csv as id name'],
    at: 'name, amount',
  },
  {
    query: 'parse csv as host, method, status | stats count(*) as calls by host, method',
    mistake: ['csv as', 'csv into'],
    at: 'into',
  },
  { query: 'head 20', mistake: ['head 20', 'head twenty'], at: 'twenty' },
  {
    query: 'filter a = 1 | fields @timestamp, a | sort @timestamp desc | limit 20',
    mistake: ['filter a = 1 |', 'filter a = 1,'],
    at: ', fields',
  },
  {
    query: 'stats count(*) as n by status | filter status >= 500 | sort n desc',
    mistake: ['by status | filter', 'by status filter'],
    at: 'filter',
  },
];
