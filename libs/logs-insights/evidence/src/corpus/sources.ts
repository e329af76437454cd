import { type CorpusQuery } from './corpus-entry';

/** SOURCE, which names log groups in the text. */
export const sources: readonly CorpusQuery[] = [
  {
    query: 'SOURCE "/aws/lambda/orders" | fields @timestamp, @message | limit 20',
    mistake: ['"/aws/lambda/orders" |', '|'],
    at: '| fields',
  },
  {
    query:
      "SOURCE '/aws/lambda/orders' | SOURCE '/aws/lambda/payments' | filter @type = \"REPORT\" | stats avg(@duration) by @log",
    mistake: ["SOURCE '/aws/lambda/payments' |", "'/aws/lambda/payments' |"],
    at: "'/aws/lambda/payments'",
  },
  {
    query: `SOURCE logGroups(namePrefix: ['/aws/lambda/', '/ecs/'])
      | filter @message like /ERROR/
      | stats count(*) by @log`,
    mistake: ['namePrefix:', 'namePrefixes:'],
    at: 'namePrefixes',
  },
  {
    query: 'source "/ecs/web" START=1764028800000 END=1764032400000 | stats count(*) as lines by bin(5m)',
    mistake: ['END=1764032400000', 'END 1764032400000'],
    at: '1764032400000',
  },
  {
    query: `# all functions
SOURCE logGroups(namePrefix: ["/aws/lambda/"]) | stats count(*) as lines by @log | sort lines desc`,
    mistake: ['["/aws/lambda/"])', '["/aws/lambda/"]'],
    at: '| stats',
  },
  {
    query: `SOURCE "/aws/apigateway/shop"
      | filter status >= 500
      | stats count(*) as errors by path
      | sort errors desc`,
    mistake: ['SOURCE', 'SORCE'],
  },
  {
    query:
      "SOURCE '/aws/containerinsights/prod/application' | fields @timestamp, kubernetes.pod_name, log | filter log like /timeout/",
    mistake: ["application' |", 'application |'],
    at: "'/aws/containerinsights",
  },
  {
    query: 'SOURCE "a" | SOURCE "b" | SOURCE "c" | stats count(*) by @log',
    mistake: ['SOURCE "c" |', 'SOURCE "c", "d" |'],
    at: ', "d"',
  },
  {
    query: 'SOURCE "/aws/lambda/orders" | parse @message "took * ms" as ms | stats max(ms) as worst',
    mistake: ['| parse', '| SOURCE "x" as x | parse'],
    at: 'as x',
  },
  {
    query: "SOURCE 'web' | filter a = 1 | limit 1",
    mistake: ['| filter a = 1', "| filter a = 1 | SOURCE 'late'"],
    at: "SOURCE 'late'",
  },
  {
    query: 'SOURCE "g" START=0 END=1764032400000 | fields @message',
    mistake: ['START=0', 'START=yesterday'],
    at: 'yesterday',
  },
  {
    query: 'SOURCE logGroups(namePrefix: ["/app/prod"]) | filter ispresent(traceId) | dedup traceId | limit 50',
    mistake: ['namePrefix: ["/app/prod"]', 'namePrefix: "/app/prod"'],
    at: '"/app/prod"',
  },
];
