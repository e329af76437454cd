import { readFileSync } from 'node:fs';

import { logGroupName } from '@pulso/contracts/envelope';
import { catalogue } from '@pulso/domain/reports';
import { usageSchema, queryLogGroups } from '@pulso/world/logs';
import { type Handlers, type QuestionVocabulary } from '@pulso/local/console-api';
import { MalformedQueryError, type MetricSchema, type ParsedQuery, parseQuery } from '@pulso/logs-insights';

import { type LocalCloud } from '../cloud/local-cloud';
import { type AskedCloud, answerQuestion } from './questions/answer-question';
import { diagnosticsOf } from './questions/diagnostics-of';
import {
  describeUsageFields,
  listCatalogueQuestions,
  readLanguage,
  fieldsOf,
  summarizeLogGroups,
} from './questions/vocabulary';
import { refusing } from './refuse';

/** From the repository's root, where the local cloud always runs. Documents and comments say what words mean. */
const languageFile = 'libs/logs-insights/docs/logs-insights.md';
const usageFieldsFile = 'libs/contracts/usage-metrics/src/usage-fields.ts';

const openedRuns = parseQuery('filter event = "run-opened" | fields runId | limit 1');

type Content = NonNullable<Awaited<ReturnType<LocalCloud['readReport']>>>['content'];

interface QuestionsCloud extends AskedCloud {
  readonly stage: string;
  readonly readReport: (
    runId: string,
  ) => Promise<{ readonly content: Pick<Content, 'reportId' | 'windowStartMs' | 'windowEndMs'> } | undefined>;
}

/** @returns What the page of questions asks of a running local cloud. */
export const createQuestionsHandlers = (cloud: QuestionsCloud): Handlers<`questions.${string}` & keyof Handlers> => {
  const usageLogGroup = logGroupName(cloud.stage, 'bot');
  return {
    'questions.vocabulary': async () => {
      const lastWindow = await findLastWindow(cloud);
      return {
        words: [
          ...readLanguage(readFileSync(languageFile, 'utf8')),
          ...describeUsageFields(usageSchema.fields, readFileSync(usageFieldsFile, 'utf8')),
        ],
        logGroups: summarizeLogGroups(cloud.logStore),
        usageLogGroup,
        ...(lastWindow && { lastWindow }),
      };
    },
    'questions.catalogue': () => listCatalogueQuestions(catalogue),
    'questions.check': ({ query, logGroups }) => diagnosticsOf(query, schemaOf(cloud, logGroups, usageLogGroup)),
    'questions.run': ({ query, ...where }) => answerQuestion(cloud, read(query), where),
  };
};

/** The window of the run that was opened last. */
async function findLastWindow(cloud: QuestionsCloud): Promise<QuestionVocabulary['lastWindow']> {
  const { logStore, stage } = cloud;
  const name = logGroupName(stage, 'aggregator');
  if (!logStore.has(name)) return undefined;
  const { rows } = queryLogGroups(logStore, [logStore.get(name)], openedRuns);
  const runId = rows[0]?.[0]?.value;
  const content = runId === undefined ? undefined : (await cloud.readReport(runId))?.content;
  return content && { reportId: content.reportId, startMs: content.windowStartMs, endMs: content.windowEndMs };
}

/** The bot's own log is known as the tests of the catalogue know it; of other logs only slips can be told. */
function schemaOf({ logStore }: QuestionsCloud, logGroups: readonly string[], usageLogGroup: string): MetricSchema {
  const groups = logGroups.filter((name) => logStore.has(name)).map((name) => logStore.get(name));
  const names = groups.flatMap((group) => fieldsOf(logStore.eventsOf(group)));
  const discovered = Object.fromEntries(names.map((name) => [name, { type: 'any' }] as const));
  const isUsage = logGroups.includes(usageLogGroup);
  const isAlone = isUsage && logGroups.length === 1;
  // Another log may give a field of the bot's another kind of value.
  return {
    fields: { ...(isUsage && usageSchema.fields), ...discovered, ...(isAlone && usageSchema.fields) },
    allowsOthers: !isAlone,
  };
}

const read = (query: string): ParsedQuery =>
  refusing(MalformedQueryError, () => parseQuery(query), 'The query is wrong: ');
