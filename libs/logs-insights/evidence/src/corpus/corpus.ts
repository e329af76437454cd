import { aiModels } from './ai-models';
import { apiGateway } from './api-gateway';
import { appLogs } from './app-logs';
import { appSync } from './app-sync';
import { cloudtrail } from './cloudtrail';
import { commands } from './commands';
import { containerInsights } from './container-insights';
import { type CorpusEntry, type CorpusQuery, toCorpusEntry } from './corpus-entry';
import { databases } from './databases';
import { eksAudit } from './eks-audit';
import { emf } from './emf';
import { grouping } from './grouping';
import { jsonAndAddressFunctions } from './json-and-address-functions';
import { lambda } from './lambda';
import { lambdaJson } from './lambda-json';
import { notation } from './notation';
import { numberAndTimeFunctions } from './number-and-time-functions';
import { operators } from './operators';
import { patterns } from './patterns';
import { route53 } from './route53';
import { sources } from './sources';
import { streaming } from './streaming';
import { telegramBot } from './telegram-bot';
import { textFunctions } from './text-functions';
import { vpcFlowLogs } from './vpc-flow-logs';
import { waf } from './waf';
import { webServers } from './web-servers';
import { workflows } from './workflows';

const subjects: Readonly<Record<string, readonly CorpusQuery[]>> = {
  lambda,
  lambdaJson,
  vpcFlowLogs,
  cloudtrail,
  route53,
  apiGateway,
  waf,
  appSync,
  containerInsights,
  eksAudit,
  webServers,
  aiModels,
  streaming,
  workflows,
  databases,
  appLogs,
  emf,
  telegramBot,
  commands,
  grouping,
  textFunctions,
  numberAndTimeFunctions,
  jsonAndAddressFunctions,
  operators,
  patterns,
  notation,
  sources,
};

/**
 * Queries by subject, each with one mistake: what public documentation shows and people run in production, in words of
 * our own. All of them parse and run; every mistaken one is refused, at the place of its mistake.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-examples.html
 */
export const corpus: readonly CorpusEntry[] = Object.entries(subjects).flatMap(([subject, queries]) =>
  queries.map((query) => toCorpusEntry(subject, query)),
);
