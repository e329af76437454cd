import { type CorpusQuery } from './corpus-entry';

/** AppSync: request logs, resolver traces and GraphQL errors. */
export const appSync: readonly CorpusQuery[] = [
  {
    query: `filter ispresent(requestId) and logType = "RequestSummary"
      | stats pct(latency, 95) as p95, count(*) as calls by graphQLAPIId, statusCode`,
    mistake: ['by graphQLAPIId,', 'by graphQLAPIId/ ,'],
    at: ', statusCode',
  },
  {
    query: `fields resolverArn, duration
      | filter logType = "Tracing"
      | stats max(duration) as slowest by resolverArn
      | sort slowest desc
      | limit 10`,
    mistake: ['stats max(duration) as slowest by', 'stats max(duration) slowest by'],
    at: 'slowest by',
  },
  {
    query: `filter logType = "Tracing"
      | stats ceil(max(duration) / 1e6) as slowestMs, count(*) as calls by parentType, fieldName`,
    mistake: ['ceil(max(duration)', 'ceil(max(avg(duration))'],
    at: 'avg(duration)',
  },
  {
    query: 'filter fieldInError = 1 | stats count(*) as failures by parentType, fieldName | sort failures desc',
    mistake: ['fieldInError = 1', 'fieldInError = 1 then'],
    at: 'then',
  },
  {
    query: `fields @timestamp, errorType, path
      | filter ispresent(errorType)
      | stats count(*) as errors by errorType, bin(5m)`,
    mistake: ['ispresent(errorType)', 'errorType is not null'],
    at: 'is not',
  },
  {
    query:
      'stats count(*) as requests, sum(statusCode = 200) as fine, sum(statusCode >= 400) as failed by graphQLAPIId',
    mistake: ['sum(statusCode = 200)', 'sum(statusCode = )'],
    at: ') as fine',
  },
  {
    query: `filter operation = "getOrder"
      | parse @message "Begin Execution - Type Name: * and Field Name: *" as typeName, fieldName`,
    mistake: ['as typeName, fieldName', 'as typeName; fieldName'],
    at: ';',
  },
  {
    query: `filter logType = "RequestSummary"
      | stats sum(latency > 1000) * 100 / count(*) as slowPercent by operationName
      | sort slowPercent desc`,
    mistake: ['/ count(*) as', '/ / count(*) as'],
    at: '/ count(*)',
  },
  {
    query: 'filter resolverType = "PIPELINE" and duration > 2e8 | display requestId, fieldName, duration / 1e6 as ms',
    mistake: ['2e8', '2e'],
  },
  {
    query: 'fields transformedTemplate, context.arguments.id as id | filter ispresent(id) | dedup id | limit 50',
    mistake: ['| dedup id | limit 50', '| dedup id | display id'],
    at: 'display id',
  },
  {
    query:
      'stats latest(latency) as current, earliest(latency) as initial, current - initial as drift by operationName',
    mistake: ['current - initial', 'current - first'],
    at: 'first as',
  },
  {
    query: `filter cacheHit = 0
      | stats count(*) as misses by fieldName
      | filter fieldName != "node" and misses > 100`,
    mistake: ['filter cacheHit = 0', 'FILTER cacheHit := 0'],
    at: ':',
  },
];
