import { computed, signal } from '@preact/signals';
import type { CatalogueQuestion, QuestionAnswer, QuestionVocabulary, QueryDiagnostic } from '@pulso/local/console-api';

import { call } from '../../api/call';
import { attempt } from '../../state/overview';
import { breakLines } from './break-lines';
import { type ChosenRange, rangeOf } from './range-of';

const firstQuery = 'filter event = "request"\n| stats count(*) as requests by bin(1h) as hour';

export const vocabulary = signal<QuestionVocabulary | undefined>(undefined);
export const catalogue = signal<readonly CatalogueQuestion[]>([]);

export const query = signal(firstQuery);
/** What the caret in the query stands at; a change moves it. */
export const selection = signal({ from: 0, to: 0 });
export const range = signal<ChosenRange>({ preset: 'day', customStart: '', customEnd: '' });
/** undefined: the usage records. */
const pickedLogGroups = signal<readonly string[] | undefined>(undefined);
export const logGroups = computed(() => pickedLogGroups.value ?? [vocabulary.value?.usageLogGroup ?? []].flat());

export const problems = signal<readonly QueryDiagnostic[]>([]);
export type ShownAnswer = QuestionAnswer & { readonly query: string };
export const answer = signal<ShownAnswer | undefined>(undefined);
export const isRunning = signal(false);

/** Asks for what the page offers. */
export const loadQuestions = (): Promise<void> =>
  attempt(async () => {
    [vocabulary.value, catalogue.value] = await Promise.all([
      call('questions.vocabulary', {}),
      call('questions.catalogue', {}),
    ]);
  });

/** Reads a log group too, or no longer. */
export function toggleLogGroup(name: string): void {
  const chosen = logGroups.value;
  pickedLogGroups.value = chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name];
}

/** @returns The question with an id, of several the one that the report asks; undefined before the catalogue is known. */
export function findQuestion(id: string | undefined, reportId: string | undefined): CatalogueQuestion | undefined {
  const found = catalogue.value.filter((question) => question.id === id);
  return found.find(({ reports }) => reports.some((report) => report.id === reportId)) ?? found[0];
}

/** The query of the question that was opened last: who comes back to its address finds it as it was left. */
let openedLast: string | undefined;

/** Opens the question that the address names, once. */
export function openAddress([id, reportId]: readonly string[]): void {
  const question = findQuestion(id, reportId);
  if (question && question.query !== openedLast) openQuestion(question);
}

/** Asks a question of the catalogue in the editor. */
export function openQuestion(question: CatalogueQuestion): void {
  openedLast = question.query;
  pickedLogGroups.value = undefined;
  query.value = breakLines(question.query);
  void runQuery();
}

/** Checks the query as it stands; an answer that comes too late is dropped. */
export async function checkQuery(): Promise<void> {
  const asked = { query: query.value, logGroups: [...logGroups.value] };
  await attempt(async () => {
    const found = await call('questions.check', asked);
    if (asked.query === query.value) problems.value = found;
  });
}

/** Writes what is suggested for a problem into the query. */
export function mend({ from, to, suggestion = '' }: QueryDiagnostic): void {
  query.value = query.value.slice(0, from) + suggestion + query.value.slice(to);
  selection.value = { from: from + suggestion.length, to: from + suggestion.length };
}

export async function runQuery(): Promise<void> {
  if (isRunning.value) return;
  isRunning.value = true;
  await attempt(async () => {
    const { nowMs } = await call('overview', {});
    const asked = query.value;
    const where = rangeOf(range.value, nowMs, vocabulary.value?.lastWindow);
    const answered = await call('questions.run', { query: asked, logGroups: [...logGroups.value], ...where });
    answer.value = { ...answered, query: asked };
  });
  isRunning.value = false;
}
