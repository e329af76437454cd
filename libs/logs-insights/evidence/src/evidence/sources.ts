interface Source {
  readonly label: string;
  /** Absent for captures of AWS's console that stand in many public repositories. */
  readonly url?: string;
}

const userGuide = (page: string): Source => ({
  label: page,
  url: `https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/${page}.html`,
});

const api = (page: string): Source => ({
  label: page,
  url: `https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/${page}.html`,
});

const gitHub = (path: string, label = path): Source => ({ label, url: `https://github.com/${path}` });

/** Where statements about Logs Insights come from. */
const catalogue = {
  syntax: userGuide('CWL_QuerySyntax'),
  accum: userGuide('CWL_QuerySyntax-Accum'),
  addtotals: userGuide('CWL_QuerySyntax-Addtotals'),
  alias: userGuide('CWL_QuerySyntax-alias'),
  anomaly: userGuide('CWL_QuerySyntax-Anomaly'),
  appendcols: userGuide('CWL_QuerySyntax-Appendcols'),
  dedup: userGuide('CWL_QuerySyntax-Dedup'),
  diff: userGuide('CWL_QuerySyntax-Diff'),
  display: userGuide('CWL_QuerySyntax-Display'),
  examples: userGuide('CWL_QuerySyntax-examples'),
  expand: userGuide('CWL_QuerySyntax-Expand'),
  fields: userGuide('CWL_QuerySyntax-Fields'),
  filldown: userGuide('CWL_QuerySyntax-Filldown'),
  fillmissing: userGuide('CWL_QuerySyntax-Fillmissing'),
  filter: userGuide('CWL_QuerySyntax-Filter'),
  filterIndex: userGuide('CWL_QuerySyntax-FilterIndex'),
  functions: userGuide('CWL_QuerySyntax-operations-functions'),
  guidelines: userGuide('CWL_QuerySyntax-Guidelines'),
  hashFunctions: userGuide('CWL_QuerySyntax-hash-functions'),
  join: userGuide('CWL_QuerySyntax-Join'),
  limit: userGuide('CWL_QuerySyntax-Limit'),
  lookup: userGuide('CWL_QuerySyntax-Lookup'),
  parse: userGuide('CWL_QuerySyntax-Parse'),
  pattern: userGuide('CWL_QuerySyntax-Pattern'),
  relevantFields: userGuide('CWL_QuerySyntax-RelevantFields'),
  sort: userGuide('CWL_QuerySyntax-Sort'),
  sourceCommand: userGuide('CWL_QuerySyntax-Source'),
  stats: userGuide('CWL_QuerySyntax-Stats'),
  subqueries: userGuide('CWL_QuerySyntax-Subqueries'),
  unmask: userGuide('CWL_QuerySyntax-Unmask'),
  unnest: userGuide('CWL_QuerySyntax-Unnest'),
  where: userGuide('CWL_QuerySyntax-Where'),
  discovery: userGuide('CWL_AnalyzeLogData-discoverable-fields'),
  patternSyntax: userGuide('FilterAndPatternSyntax'),
  getQueryResults: api('API_GetQueryResults'),
  queryStatistics: api('API_QueryStatistics'),
  startQuery: api('API_StartQuery'),
  compileError: api('API_QueryCompileErrorLocation'),
  lambdaLogFormats: {
    label: 'Lambda: log formats',
    url: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html',
  },
  oldGuide: gitHub(
    'awsdocs/amazon-cloudwatch-logs-user-guide/blob/HEAD/doc_source/CWL_QuerySyntax.md',
    'User Guide of 2022',
  ),
  agentToolkit: gitHub(
    'aws/agent-toolkit-for-aws/blob/HEAD/plugins/aws-core/skills/aws-observability/references/log-insights.md',
    'aws/agent-toolkit-for-aws',
  ),
  azul: gitHub(
    'DataBiosphere/azul/blob/HEAD/terraform/cloudwatch_dashboard.template.json.py',
    'DataBiosphere/azul: a dashboard',
  ),
  benchmark: gitHub('lmammino/oidc-authorizer-benchmark', 'lmammino/oidc-authorizer-benchmark: results'),
  bestPractices: gitHub('aws-observability/observability-best-practices'),
  boto: gitHub('boto/boto3/issues/3450', 'boto/boto3#3450'),
  captures: { label: 'exports of the console in public repositories' },
  digideps: gitHub('ministryofjustice/opg-digideps'),
  embr: gitHub('oslabs-beta/Embr/blob/HEAD/src/app/retrievedData.js', 'oslabs-beta/Embr: results'),
  forms: gitHub('cds-snc/forms-terraform'),
  grafanaLanguage: gitHub(
    'grafana/grafana/blob/HEAD/public/app/plugins/datasource/cloudwatch/language/logs/language.ts',
    "grafana/grafana: the editor's language",
  ),
  grafanaParser: gitHub('grafana/grafana/issues/24975', 'grafana/grafana#24975'),
  grafanaResults: gitHub('grafana/grafana/issues/96916', 'grafana/grafana#96916'),
  localstack: gitHub(
    'localstack/localstack/blob/HEAD/tests/aws/services/logs/test_logs.snapshot.json',
    'localstack/localstack: answers of AWS',
  ),
  notification: gitHub('cds-snc/notification-terraform'),
  powertools: gitHub(
    'aws-powertools/powertools-lambda-dotnet/issues/667',
    'aws-powertools/powertools-lambda-dotnet#667',
  ),
  serverlessSnippets: gitHub('aws-samples/serverless-snippets'),
  stacksim: gitHub('coolbeans47/stacksim'),
  tariffRenamed: gitHub('trade-tariff/trade-tariff-backend/pull/3464', 'trade-tariff/trade-tariff-backend#3464'),
  tariffGuards: gitHub('trade-tariff/trade-tariff-backend/pull/3465', 'trade-tariff/trade-tariff-backend#3465'),
  tariffConditions: gitHub('trade-tariff/trade-tariff-backend/pull/3558', 'trade-tariff/trade-tariff-backend#3558'),
  treeSitter: gitHub('vandycknick/tree-sitter-log-insights-query'),
} as const satisfies Record<string, Source>;

export type SourceName = keyof typeof catalogue;

/** Every source by its name. */
export const sources: Readonly<Record<SourceName, Source>> = catalogue;
