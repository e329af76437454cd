import { type CorpusQuery } from './corpus-entry';

/** Logs of Bedrock: model invocations, agents and knowledge bases. */
export const aiModels: readonly CorpusQuery[] = [
  {
    query: `filter schemaType = "ModelInvocationLog"
      | stats sum(input.inputTokenCount) as inputTokens, sum(output.outputTokenCount) as outputTokens by modelId`,
    mistake: ['sum(input.inputTokenCount)', 'sum(input.inputTokenCount, output.outputTokenCount)'],
    at: 'sum(input.inputTokenCount,',
  },
  {
    query: `fields @timestamp, modelId, operation, input.inputTokenCount
      | filter operation = "Converse"
      | sort input.inputTokenCount desc
      | limit 10`,
    mistake: ['limit 10', 'limit "10"'],
    at: '"10"',
  },
  {
    query: 'stats count(*) as calls by identity.arn, modelId | sort calls desc | limit 20',
    mistake: ['by identity.arn', 'by, identity.arn'],
    at: ', identity.arn',
  },
  {
    query: 'filter output.outputBodyJson.stopReason = "max_tokens" | stats count(*) as cutOff by modelId, bin(1h)',
    mistake: ['bin(1h)', 'bin(hour)'],
    at: 'hour',
  },
  {
    query: 'filter ispresent(errorCode) | stats count(*) as failures by errorCode, modelId | sort failures desc',
    mistake: ['filter ispresent(errorCode)', 'filter ispresent(errorCode'],
    at: '| stats',
  },
  {
    query:
      'stats sum(input.inputTokenCount) as tokens by bin(1d) as day, modelId | fields day, modelId, tokens / 1000 * 0.003 as dollars | sort dollars desc',
    mistake: ['0.003 as dollars', '0.003 as $'],
    at: '$ | sort',
  },
  {
    query: `fields output.outputBodyJson.metrics.latencyMs as ms
      | stats pct(ms, 50) as p50, pct(ms, 99) as p99 by modelId`,
    mistake: ['pct(ms, 99) as p99', 'pct(ms, 99, 1) as p99'],
    at: 'pct(ms, 99, 1)',
  },
  {
    query: `fields jsonParse(@message) as call
      | unnest call.input.inputBodyJson.messages into turn
      | stats count(*) as turns by turn.role`,
    mistake: [
      'unnest call.input.inputBodyJson.messages into turn',
      'unnest call.input.inputBodyJson.messages into turn, role',
    ],
    at: ', role',
  },
  {
    query: `filter requestMetadata.team in ["search", "support"]
      | stats count(*) as calls, sum(output.outputTokenCount) as tokens by requestMetadata.team`,
    mistake: ['in ["search", "support"]', 'in ["search", "support"}]'],
    at: '}',
  },
  {
    query: `stats avg(input.inputTokenCount / output.outputTokenCount) as ratio by modelId, bin(1h) as hour
      | filter ratio > 10
      | sort hour desc`,
    mistake: ['filter ratio > 10', 'filter ratio >> 10'],
    at: '> 10',
  },
  {
    query: `filter modelId like /(?i)haiku|nova/
      | fields @timestamp, requestId, coalesce(input.cacheReadInputTokenCount, 0) as cached
      | sort cached desc`,
    mistake: ['coalesce(input.cacheReadInputTokenCount, 0)', 'coalesce()'],
  },
  {
    query:
      'stats count(*) as calls, count_distinct(requestMetadata.session) as sessions, calls / sessions as callsPerSession by bin(1d)',
    mistake: ['calls / sessions as', 'calls / session as'],
    at: 'session as',
  },
];
