import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** API Gateway: access logs as JSON, and execution logs as text. */
export const apiGateway: readonly CorpusQuery[] = [
  {
    query: `fields @timestamp, status, ip, path, httpMethod
      | filter status >= 500 and status <= 599
      | sort @timestamp desc
      | limit 10`,
    mistake: ['status <= 599', 'status =< 599'],
    at: '< 599',
  },
  {
    query: `filter status >= 400 and status < 500
      | stats count(*) as errors by status, path, httpMethod
      | sort errors desc`,
    mistake: ['and status', 'AND AND status'],
    at: 'AND status',
  },
  {
    query: 'stats count(*) as requests by path | sort requests desc | limit 10',
    mistake: ['| sort requests', '| sort by requests by'],
    at: 'by desc',
  },
  {
    query: 'stats avg(integrationLatency), max(integrationLatency), min(integrationLatency) by bin(1m)',
    mistake: ['max(integrationLatency),', 'max(integrationLatency,'],
    at: 'by bin',
  },
  {
    query:
      'stats pct(responseLatency, 95) as p95, pct(responseLatency, 99) as p99, count(*) as requests by resourcePath, httpMethod',
    mistake: ['pct(responseLatency, 99)', 'p99(responseLatency)'],
    at: 'p99(',
  },
  {
    query:
      'fields responseLatency - integrationLatency as overheadMs | filter overheadMs > 50 | stats count(*) by resourcePath',
    mistake: ['as overheadMs |', 'as overhead ms |'],
    at: 'ms |',
  },
  {
    query: 'filter status = 429 | stats count(*) as throttled by apiKeyId, bin(1m) | sort throttled desc',
    mistake: ['status = 429', 'status eq 429'],
    at: 'eq',
  },
  {
    query: 'filter status = 401 or status = 403 | stats count(*) as denied by ip, path | filter denied > 20',
    mistake: ['401 or', '401 | or'],
    at: 'or status',
  },
  {
    query: `fields @timestamp, requestId, integrationErrorMessage
      | filter ispresent(integrationErrorMessage) and integrationErrorMessage != "-"`,
    mistake: ['!= "-"', '!= -'],
    at: endOfQuery,
  },
  {
    query: `stats count(*) as requests, sum(responseLength) / 1024 as kibibytes by ip
      | sort kibibytes desc
      | limit 20`,
    mistake: ['| limit 20', '| limit 20, 40'],
    at: ', 40',
  },
  {
    query: `filter @message like "Endpoint response body"
      | parse @message "(*) Endpoint response body before transformations: *" as requestId, body
      | display requestId, body`,
    mistake: ['| display', '| dispaly'],
    at: 'dispaly',
  },
  {
    query: String.raw`parse @message /\((?<requestId>[0-9a-f-]{36})\) Method completed with status: (?<code>\d{3})/
      | filter ispresent(code)
      | stats count(*) as calls by code`,
    mistake: ['[0-9a-f-]{36}', '[0-9a-f-]{36,3}'],
    at: '{36,3}',
  },
  {
    query: String.raw`parse @message /Integration latency: (?<ms>\d+) ms/
      | filter ms > 1000
      | sort ms desc
      | display @timestamp, ms`,
    mistake: ['filter ms > 1000', 'filter ms > 1000ms'],
    at: '1000ms',
  },
  {
    query: `filter @message like /Key throttle check passed/
      | parse @message "API Key: *" as maskedKey
      | stats count(*) by maskedKey`,
    mistake: ['parse @message "API Key: *" as maskedKey', 'parse @message "API Key: *"'],
    at: '| stats',
  },
  {
    query: `stats sum(status >= 500) as serverErrors, sum(status >= 400 and status < 500) as clientErrors, count(*) as all by bin(5m)
      | fields serverErrors / all * 100 as errorPercent`,
    mistake: ['| fields serverErrors / all', '| fields serverErrors / total'],
    at: 'total *',
  },
  {
    query: String.raw`filter protocol like /HTTP\/1\.[01]/
      | stats count(*) as outdated by userAgent, protocol
      | sort outdated desc`,
    mistake: [String.raw`/HTTP\/1\.[01]/`, String.raw`/HTTP/1\.[01]/`],
    at: String.raw`1\.`,
  },
  {
    query: `filter httpMethod in ["POST", "PUT", "PATCH", "DELETE"]
      | stats count_distinct(ip) as writers, count(*) as writes by path`,
    mistake: [
      'stats count_distinct(ip) as writers, count(*) as writes',
      'stats count_distinct(ip) as writes, count(*) as writes',
    ],
    at: 'writes by path',
  },
  {
    query:
      'filter responseLatency > 3000 | fields @timestamp, path, responseLatency, `x-forwarded-for` | sort responseLatency desc',
    mistake: ['`x-forwarded-for`', '"x-forwarded-for" as client,'],
    at: '| sort',
  },
  {
    query: 'filter domainName = "api.example.com" | stats count(*) as requests by stage, routeKey, bin(1h)',
    mistake: ['as requests by', 'as requests per'],
    at: 'per',
  },
  {
    query: `filter authorizerError != "-" or authorizer.status != 200
      | fields @timestamp, authorizerError, authorizer.latency`,
    mistake: ['filter authorizerError', 'filter (authorizerError'],
    at: '| fields',
  },
  {
    query: `stats count(*) as requests by status, bin(5m) as slot
      | stats max(requests) as peak by status
      | sort status`,
    mistake: ['| stats max(requests) as peak', '| stats max(requests) as peak, max(ip)'],
    at: 'ip) by',
  },
];
