import { type CorpusQuery } from './corpus-entry';

/** Functions of numbers and of times, and arithmetic. */
export const numberAndTimeFunctions: readonly CorpusQuery[] = [
  {
    query: 'fields abs(a - b) as gap, ceil(a) as up, floor(a) as down | filter gap >= 1',
    mistake: ['abs(a - b)', 'abs(a - b, 2)'],
    at: 'abs',
  },
  {
    query: 'fields sqrt(x * x + y * y) as length, log(length) as logarithm',
    mistake: ['sqrt(x * x + y * y)', 'sqrt(x * x + * y)'],
    at: '* y) as',
  },
  {
    query: 'fields greatest(a, b, c) as top, least(a, b, c) as bottom, top - bottom as spread',
    mistake: ['greatest(a, b, c)', 'greatest()'],
    at: 'greatest',
  },
  { query: 'fields a + b * c ^ 2 - d / e % f as x | filter x > 0', mistake: ['c ^ 2 - d', 'c ^ 2 -- -'], at: '/ e' },
  { query: 'fields -a as minus, - (b + 1) as alsoMinus, 2 ^ -1 as half', mistake: ['2 ^ -1', '2 ^ ^ 1'], at: '^ 1 as' },
  {
    query: 'fields round(price, 2) as shown, round(price) as whole',
    mistake: ['round(price, 2)', 'round(price, 2, "up")'],
    at: 'round',
  },
  {
    query: 'fields toNumber(size) as n, toInt("42") as i, toLong(bytes) as l, toDouble(rate) as d',
    mistake: ['toInt("42")', 'toInteger("42")'],
    at: 'toInteger',
  },
  {
    query: 'filter isNumeric(code) and code % 100 = 4',
    mistake: ['isNumeric(code)', 'isNumber(code)'],
    at: 'isNumber',
  },
  { query: 'fields used/1e6 as mega, free/2.5e-3 as odd | filter mega>5', mistake: ['2.5e-3', '2.5e-'], at: '2.5e' },
  { query: 'filter duration > 60 * 1000 and retries + 1 < 5', mistake: ['60 * 1000', '60 x 1000'], at: 'x 1000' },
  {
    query: 'fields fromMillis(ts) as at, toMillis(@timestamp) as ms, now() - ms / 1000 as ageSeconds',
    mistake: ['now() -', 'now( -'],
    at: 'as ageSeconds',
  },
  {
    query: 'fields datefloor(@timestamp, 1h) as hour, dateceil(@timestamp, 1d) as nextDay',
    mistake: ['dateceil(@timestamp, 1d)', 'dateceil(@timestamp, "1d")'],
    at: '"1d"',
  },
  { query: 'fields bin(30s) as slot | stats count(*) as n by slot', mistake: ['bin(30s)', 'bin(30sx)'], at: '30sx' },
  { query: 'stats count(*) by bin(1w), bin(1mo), bin(1q), bin(1y)', mistake: ['bin(1mo)', 'bin(1mnt)'], at: '1mnt' },
  {
    query: 'stats count(*) by bin(500ms), bin(10sec), bin(15minutes), bin(2hours), bin(3days)',
    mistake: ['bin(3days)', 'bin(3 days)'],
    at: '3 days',
  },
  { query: 'stats count(*) by bin (10m)', mistake: ['bin (10m)', 'bin 10m'], at: '10m' },
  { query: 'stats count(*) by bin(120s) as capped', mistake: ['bin(120s)', 'bin(s120)'], at: 's120' },
  {
    query: 'fields formatDate(@timestamp, "%Y-%m-%d %H:%M", "Europe/Berlin") as local | limit 5',
    mistake: ['formatDate(@timestamp, "%Y-%m-%d %H:%M", "Europe/Berlin")', 'formatDate(@timestamp)'],
    at: 'formatDate',
  },
  {
    query: 'fields strftime(@timestamp, "%Y-%m-%d") as day | stats count(*) by day',
    mistake: ['"%Y-%m-%d"', '%Y-%m-%d'],
    at: '%Y',
  },
  {
    query: 'fields parseDate(created, "yyyy-MM-dd") as born | filter born < 1764000000000',
    mistake: ['parseDate(created, "yyyy-MM-dd")', 'parseDate()'],
    at: 'parseDate',
  },
  {
    query: 'fields queryStartTime() as began, queryEndTime() as ended, queryTimeRange() as spanMs | limit 1',
    mistake: ['queryTimeRange()', 'queryTimeRange ( "x" )'],
    at: 'queryTimeRange',
  },
  {
    query: 'filter @timestamp > 1764000000000 and @timestamp < 1795700000000',
    mistake: ['@timestamp < 1795700000000', '@timestamp < 2026-11-25T00:00'],
    at: '25T00',
  },
  {
    query: 'fields messageSize(@message) as bytes | stats sum(bytes) as total by @logStream',
    mistake: ['messageSize(@message)', 'messageSize()'],
    at: 'messageSize',
  },
  {
    query:
      'fields haversine(lat, lon, 52.52, 13.405) as km | filter km > 100 | stats count(*) as travellers by country',
    mistake: ['52.52, 13.405', '52.52'],
    at: 'haversine',
  },
  {
    query: 'fields decToHex(code) as hex, hexToDec(hex) as again | filter hex like /^-?0x/',
    mistake: ['decToHex(code)', 'decToHex code'],
    at: 'code as',
  },
];
