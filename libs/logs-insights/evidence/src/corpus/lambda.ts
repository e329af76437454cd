import { type CorpusQuery } from './corpus-entry';

/** What Lambda writes as text: REPORT lines, and application lines with the request's id before them. */
export const lambda: readonly CorpusQuery[] = [
  {
    query: 'filter @type = "REPORT" | stats max(@duration) as slowest, avg(@duration) as mean by bin(5m)',
    mistake: ['filter', 'fitler'],
  },
  {
    query: 'filter @type = "REPORT" | fields @requestId, @billedDuration | sort @billedDuration desc | limit 25',
    mistake: ['| limit', 'limit'],
  },
  {
    query: `filter @type = "REPORT"
      | stats max(@memorySize / 1000 / 1000) as provisionedMB, max(@maxMemoryUsed / 1000 / 1000) as usedMB, provisionedMB - usedMB as spareMB`,
    mistake: ['/ 1000) as usedMB', '/ 1000 as usedMB'],
    at: 'as usedMB',
  },
  {
    query: `filter @type = "REPORT"
      | stats sum(ispresent(@initDuration)) / count(*) * 100 as coldPercent by bin(10m)`,
    mistake: ['ispresent(@initDuration)', '@initDuration exists'],
    at: 'exists',
  },
  {
    query: `filter @type = "REPORT"
      | stats sum(strcontains(@message, "Init Duration")) / count(*) * 100 as coldPercent, avg(@duration) by bin(15m)`,
    mistake: ['strcontains(@message, "Init Duration")', 'strcontains(@message)'],
    at: 'strcontains',
  },
  {
    query: `filter @type = "REPORT" and ispresent(@initDuration)
      | stats count(*) as coldStarts, min(@initDuration), max(@initDuration) by bin(1h)`,
    mistake: ['and ispresent', '&& ispresent'],
    at: '&&',
  },
  {
    query: `filter @type = "REPORT" and @maxMemoryUsed = @memorySize
      | stats count_distinct(@requestId) as exhausted by bin(30m)`,
    mistake: ['count_distinct(', 'countdistinct('],
    at: 'countdistinct',
  },
  {
    query: `filter @type = "REPORT"
      | stats pct(@duration, 50) as p50, pct(@duration, 90) as p90, pct(@duration, 99) as p99 by bin(1m)`,
    mistake: ['pct(@duration, 50)', 'pct(@duration)'],
  },
  {
    query: String.raw`filter @type="REPORT"
      | fields @memorySize / 1000000 as memoryMB
      | parse @log /\/aws\/lambda\/(?<function>.+)/
      | stats count() as starts by function, memoryMB`,
    mistake: ['(?<function>.+)', '(?<function>.+'],
    at: '(?<function>',
  },
  {
    query: String.raw`filter @type = "REPORT"
      | parse @message /Init Duration: (?<initMs>[\d.]+) ms/
      | stats median(initMs) as typical, max(initMs) as worst`,
    mistake: [String.raw`(?<initMs>[\d.]+)`, String.raw`[\d.]+`],
    at: '/Init',
  },
  {
    query: 'filter @message like /Task timed out/ | stats count(*) as timeouts by bin(30m)',
    mistake: ['/Task timed out/', '/Task timed out'],
    at: '/Task',
  },
  {
    query:
      'filter @message like /(?i)(exception|error|fatal)/ | fields @timestamp, @requestId, @message | sort @timestamp desc | limit 100',
    mistake: ['fatal)/', 'fatal)/i'],
    at: 'i |',
  },
  {
    query: String.raw`filter @message like /Process exited/ or @message like /Runtime\.ExitError/
      | stats count(*) by bin(1h), @logStream`,
    mistake: ['or @message', '|| @message'],
    at: '||',
  },
  {
    query: `fields @timestamp, @message
      | filter @requestId = "8f5e1c2a-0b1d-4b6f-9a53-1d2c3b4a5f60"
      | sort @timestamp asc`,
    mistake: ['asc', 'ascending'],
  },
  {
    query: 'filter @type in ["START", "END", "REPORT"] | stats count(*) as lines by @type',
    mistake: ['["START", "END", "REPORT"]', '["START", "END" "REPORT"]'],
    at: '"REPORT"',
  },
  {
    query: `filter @message not like "START" and @message not like "END" and @message not like "REPORT"
      | fields @timestamp, @message`,
    mistake: ['not like "END"', 'not contains "END"'],
    at: 'contains',
  },
  {
    query: `filter @type = "REPORT"
      | stats sum(@billedDuration) / 1000 as billedSeconds, sum(@billedDuration / 1000 * @memorySize / 1e9) as gigabyteSeconds by bin(1d)`,
    mistake: ['1d)', '1dy)'],
    at: '1dy',
  },
  {
    query: `filter @type = "REPORT"
      | stats avg(@duration) as mean, stddev(@duration) as spread by @logStream
      | filter mean > 500
      | sort spread desc`,
    mistake: ['| filter mean > 500', '| filter avg(@duration) > 500'],
    at: 'avg(@duration) > 500',
  },
  {
    query: `filter @type = "REPORT"
      | stats latest(@duration) as lastMs, earliest(@duration) as firstMs by @logStream`,
    mistake: ['earliest(@duration) as firstMs', 'earliest(@duration) as lastMs'],
    at: 'lastMs',
    occurrence: 2,
  },
  {
    query: String.raw`parse @message /Duration: (?<ms>[\d.]+) ms\s+Billed Duration: (?<billedMs>\d+) ms/
      | filter ispresent(ms) and billedMs - ms > 1
      | display @requestId, ms, billedMs`,
    mistake: ['| display', '|| display'],
  },
  {
    query: `filter @message like "Unhandled"
      | parse @message "* [*] *" as before, level, text
      | stats count(*) by level`,
    mistake: ['before, level, text', 'before, level'],
    at: '"* [*] *"',
  },
  {
    query: 'stats count(*) as lines, count(@initDuration) as coldStarts by bin(1h) as hour | sort hour asc',
    mistake: ['as hour', 'as "hour"'],
    at: '"hour"',
  },
  {
    query: `filter @type = "REPORT"
      | fields @duration > 1000 as isSlow
      | stats sum(isSlow) as slow, count(*) as all by bin(5m)
      | display slow * 100 / all as slowPercent`,
    mistake: ['| display slow * 100 / all', '| display sum(isSlow) * 100 / all'],
    at: 'sum(isSlow) * 100',
  },
  {
    query: 'filter @xrayTraceId = "1-5f84c7a1-1a2b3c4d5e6f708192a3b4c5" | fields @timestamp, @xraySegmentId, @message',
    mistake: ['c5" | fields', 'c5 | fields'],
    at: '"1-5f84',
  },
  {
    query: String.raw`filter @type = "INIT_START" | parse @message "INIT_START Runtime Version: *\tRuntime Version ARN: *" as runtime, arn | stats count(*) by runtime, arn`,
    mistake: ['runtime, arn |', 'runtime, arn, extra |'],
    at: '"INIT_START Runtime',
  },
];
