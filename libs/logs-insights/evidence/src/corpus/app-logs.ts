import { type CorpusQuery } from './corpus-entry';

/** Logs of applications: JSON loggers, key-value text, stack traces. */
export const appLogs: readonly CorpusQuery[] = [
  {
    query: 'fields @timestamp, level, message | filter level = "error" | sort @timestamp desc | limit 50',
    mistake: ['fields @timestamp', 'feilds @timestamp'],
    at: 'feilds',
  },
  {
    query: 'filter level in ["warn", "error", "fatal"] | stats count(*) as lines by level, bin(5m)',
    mistake: ['in ["warn"', 'in ["warn'],
    at: 'error',
  },
  {
    query:
      'filter statusCode >= 500 or (statusCode = 404 and path like "/api/") | stats count(*) as failures by path, statusCode',
    mistake: ['(statusCode = 404 and', '(statusCode = 404) and'],
    at: ') | stats',
  },
  {
    query: `parse @message "user=*, method=*, latency=*" as @user, @method, @latency
      | stats avg(@latency) as mean by @method, @user`,
    mistake: ['by @method, @user', 'by @method, user ('],
    at: 'user (',
  },
  {
    query: String.raw`parse @message /user=(?<user>\w+) .* took (?<ms>\d+)ms/
      | filter ms > 250
      | stats count(*) as slow, max(ms) as worst by user`,
    mistake: [String.raw`\w+) .*`, String.raw`\w+ .*`],
    at: '(?<user>',
  },
  {
    query: 'parse @message logfmt as kv | filter kv.level = "error" | stats count(*) as errors by kv.component',
    mistake: ['logfmt as kv', 'logfmt as kv, rest'],
    at: 'rest |',
  },
  {
    query: String.raw`parse @message "level=* msg=\"*\" duration=*ms" as level, msg, duration
      | stats avg(duration) as mean, count(*) as lines by level`,
    mistake: ['as level, msg, duration', 'as level, msg'],
    at: '"level=',
  },
  {
    query: `fields @timestamp, @message
      | parse @message "action=* " as action
      | filter action in ["login", "logout"]
      | stats count(*) by action, bin(1h)`,
    mistake: ['parse @message', 'pars @message'],
    at: 'pars',
  },
  {
    query: String.raw`filter ispresent(error.stack)
      | parse error.stack /at (?<frame>[^\n]+)/
      | stats count(*) as times by error.name, frame
      | sort times desc
      | limit 25`,
    mistake: [String.raw`(?<frame>[^\n]+)`, String.raw`(?<frame>[^\n]++)`],
    at: '+',
  },
  {
    query: `filter message = "request completed"
      | stats pct(duration_ms, 50) as p50, pct(duration_ms, 95) as p95, max(duration_ms) as worst, count(*) as n by route
      | sort p95 desc`,
    mistake: ['| sort p95 desc', '| sort p95 desc | display route, pct(duration_ms, 95)'],
    at: 'pct(duration_ms, 95)',
    occurrence: 2,
  },
  {
    query: 'stats sum(if(status = "failed", 1, 0)) as failed, sum(if(status = "ok", 1, 0)) as passed by job, bin(1h)',
    mistake: ['if(status = "ok", 1, 0)', 'if(status = "ok", 1)'],
  },
  {
    query: 'filter tenant = "acme" and not ispresent(userId) | stats count(*) as anonymous by endpoint',
    mistake: ['not ispresent', 'not is present'],
    at: 'present',
  },
  {
    query: `fields coalesce(trace_id, traceId, context.trace) as trace
      | filter ispresent(trace)
      | stats count(*) as lines, count_distinct(service) as services by trace
      | filter services > 1`,
    mistake: ['| filter services > 1', '| filter service > 1 and lines > 2'],
    at: 'service > 1',
  },
  {
    query: String.raw`filter logger like /^com\.example\.(orders|billing)/ | stats count(*) as n by logger, level | sort n desc`,
    mistake: ['by logger, level', 'by logger level'],
    at: 'level |',
  },
  {
    query: String.raw`fields @timestamp, msg
      | filter msg like 'can\'t connect' or msg like "connection refused"
      | sort @timestamp desc`,
    mistake: [String.raw`'can\'t connect'`, "'can't connect'"],
    at: 't connect',
  },
  {
    query: 'stats count(*) as n by bin(1m) as minute, level | stats max(n) as burst by level | sort burst desc',
    mistake: [
      '| stats max(n) as burst by level',
      '| stats max(n) as burst, max(minute.message) as m, max(message) by level',
    ],
    at: 'minute.message',
  },
  {
    query: `filter responseTime > 1 and method = "GET"
      | fields @timestamp, url, responseTime * 1000 as ms
      | sort ms desc
      | limit 20`,
    mistake: ['| sort ms', '| sort ms by'],
    at: 'by desc',
  },
  {
    query: `parse @message "[*] [*] *" as level, component, text
      | filter text like /timed? ?out/
      | stats count(*) as timeouts by component`,
    mistake: ['timed? ?out', 'timed? ??+out'],
    at: '??+',
  },
  {
    query: 'parse @message \'{"event":"*","ms":*}\' as event, ms | stats avg(ms) as mean by event',
    mistake: ['\'{"event":"*","ms":*}\' as', '{"event":"*","ms":*} as'],
    at: '{',
  },
  {
    query: 'stats count(*) as n by datefloor(@timestamp, 1d) as day, service | sort day desc, n desc',
    mistake: ['1d)', "1day's)"],
    at: "'s)",
  },
  {
    query: `filter featureFlags.newCheckout = 1
      | stats avg(orderTotal) as average, count(*) as orders by country
      | sort average desc`,
    mistake: ['stats avg(orderTotal) as average', 'stats avg(orderTotal as average'],
    at: 'as average',
  },
  {
    query: String.raw`filter @message like /^\d{4}-\d{2}-\d{2}T.* ERROR /
      | parse @message /ERROR \[(?<thread>[^\]]+)\] (?<class>[\w.]+) - (?<text>.*)/
      | stats count(*) as times by class`,
    mistake: [String.raw`\d{4}-`, String.raw`\d{4,2}-`],
    at: '{4,2}',
  },
  {
    query: `fields queue, attempts, lastError
      | filter attempts >= 5
      | stats latest(lastError) as latestError, max(attempts) as tries by queue`,
    mistake: ['| filter attempts', 'filter attempts'],
    at: 'filter',
  },
  {
    query: `filter !ispresent(parentSpanId) and durationNano > 5e8
      | fields traceId, name, durationNano / 1e6 as ms
      | sort ms desc`,
    mistake: ['!ispresent', '!!= ispresent'],
    at: '!= ispresent',
  },
  {
    query:
      'filter resource.attributes.service.name = "cart" and severityNumber >= 17 | stats count(*) as errors by scope.name, attributes.`exception.type`',
    mistake: ['attributes.`exception.type`', "attributes.'exception.type'"],
    at: ".'exception",
  },
  {
    query: `stats sum(bytes) as total by customer
      | filter total > 0
      | display customer, total / 1048576 as mebibytes, if(total > 1e9, "large", "small") as class`,
    mistake: ['if(total > 1e9, "large", "small")', 'if(total > 1e9 "large", "small")'],
    at: '"large"',
  },
  {
    query:
      'fields @timestamp, concat(first_name, " ", last_name) as person | filter event = "signup" | dedup person | limit 100',
    mistake: ['dedup person | limit 100', 'dedup person | filter event = "x"'],
    at: 'filter event = "x"',
  },
  {
    query: 'filter env = "prod" | filter team = "payments" | filter severity >= 3 | stats count(*) as n by severity',
    mistake: ['| filter team', '| | filter team'],
    at: '| filter team',
  },
  {
    query: `stats count(*) as total, sum(status >= 400) as failed by bin(5m) as slot
      | display slot, failed * 100.0 / total as percent
      | sort slot`,
    mistake: ['failed * 100.0 / total', 'failed * 100,0 / failures'],
    at: 'failures',
  },
  {
    query: `filter level = "error"
      | stats count(*) as errors by service, bin(10m) as slot
      | filter errors > 10
      | sort slot desc, errors desc`,
    mistake: ['slot desc, errors', 'slot desc errors'],
    at: 'errors desc',
  },
];
