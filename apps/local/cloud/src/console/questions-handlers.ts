import { readFileSync } from 'node:fs';

import { logGroupName } from '@pulso/contracts/envelope';
import { catalogue } from '@pulso/domain/reports';
import { usageSchema } from '@pulso/world/logs';
import { type Handlers } from '@pulso/local/console-api';
import { MalformedQueryError, type MetricSchema, parseQuery } from '@pulso/logs-insights';

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

/** From the repository's root, where the local cloud always runs. It says what words mean. */
const languageFile = 'libs/logs-insights/docs/logs-insights.md';

interface QuestionsCloud extends AskedCloud {
  readonly stage: string;
}

/** @returns What the page of questions asks of a running local cloud. */
export const createQuestionsHandlers = (cloud: QuestionsCloud): Handlers<`questions.${string}` & keyof Handlers> => {
  const usageLogGroup = logGroupName(cloud.stage, 'bot');
  return {
    'questions.vocabulary': () => ({
      words: [...readLanguage(readFileSync(languageFile, 'utf8')), ...describeUsageFields(usageSchema.fields)],
      logGroups: summarizeLogGroups(cloud.logStore),
      usageLogGroup,
    }),
    'questions.catalogue': () => listCatalogueQuestions(catalogue),
    'questions.check': ({ query, logGroups }) => diagnosticsOf(query, schemaOf(cloud, logGroups, usageLogGroup)),
    'questions.run': ({ query, ...where }) => {
      const parsed = refusing(MalformedQueryError, () => parseQuery(query), 'The query is wrong: ');
      return answerQuestion(cloud, parsed, where);
    },
  };
};

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
