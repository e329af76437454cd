import { computed, signal, untracked } from '@preact/signals';
import type { CatalogueQuestion, QuestionAnswer, QuestionVocabulary, QueryDiagnostic } from '@pulso/local/console-api';

import { call } from '../../state/call';
import { cloudNowMs } from '../../state/cloud-time';
import { attempt } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { type Asked, type ChosenRange, addressOf, lastHours, rangeOf, readAddress } from './asked';

export const vocabulary = signal<QuestionVocabulary | undefined>(undefined);
export const catalogue = signal<readonly CatalogueQuestion[]>([]);

export const query = signal('filter event = "request"\n| stats count(*) as requests by bin(1h) as hour');
export const range = signal<ChosenRange>(lastHours(24));
/** undefined: the usage records. */
const pickedLogGroups = signal<readonly string[] | undefined>(undefined);
export const logGroups = computed(() => pickedLogGroups.value ?? [vocabulary.value?.usageLogGroup ?? []].flat());

export const problems = signal<readonly QueryDiagnostic[]>([]);
export type ShownAnswer = QuestionAnswer & { readonly asked: Asked };
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

/** What was opened or asked last: who comes back to its address finds it as it was left. */
let opened: { readonly address: string; readonly asked: Asked } | undefined;

const askedNow = (): Asked => ({ query: query.value, logGroups: pickedLogGroups.value, range: range.value });

/**
 * Opens what the address names, and asks it: a question of the catalogue, of the window of its report, or a query of
 * one's own.
 *
 * @param isAgain - Also when it was opened last.
 */
export function openAddress(rest: readonly string[], isAgain = false): void {
  const address = hrefOf('questions', ...rest);
  if (!vocabulary.value || (address === opened?.address && !isAgain)) return;
  const asked = readAddress(rest) ?? askedOf(rest);
  if (!asked) return;
  opened = { address, asked };
  pickedLogGroups.value = asked.logGroups;
  range.value = asked.range;
  query.value = asked.query;
  // Who follows the address must not follow what is typed.
  untracked(() => void runQuery());
}

/** @returns A question of the catalogue; undefined before it is known. */
function askedOf([id, reportId]: readonly string[]): Asked | undefined {
  const found = catalogue.value.filter((question) => question.id === id);
  const question = found.find(({ reports }) => reports.some((report) => report.id === reportId)) ?? found[0];
  if (!question) return undefined;
  const { windowHours = 24 } = question.reports.find((report) => report.id === reportId) ?? question.reports[0] ?? {};
  return { query: question.query.replaceAll(' | ', '\n| '), logGroups: undefined, range: lastHours(windowHours) };
}

/** Checks the query as it stands; an answer that comes too late is dropped. */
export async function checkQuery(): Promise<void> {
  const asked = { query: query.value, logGroups: [...logGroups.value] };
  await attempt(async () => {
    const found = await call('questions.check', asked);
    if (asked.query === query.value) problems.value = found;
  });
}

/** How many queries were run: only the latest is answered. */
let runCount = 0;

/** Asks the query as it stands, also while another one is running, and lets the address name it. */
export async function runQuery(): Promise<void> {
  runCount += 1;
  const own = runCount;
  const asked = askedNow();
  if (JSON.stringify(asked) !== JSON.stringify(opened?.asked)) {
    opened = { address: hrefOf('questions', ...addressOf(asked)), asked };
    location.hash = opened.address;
  }
  isRunning.value = true;
  await attempt(async () => {
    const where = rangeOf(asked.range, cloudNowMs() ?? 0, vocabulary.value?.lastWindow);
    const answered = await call('questions.run', { query: asked.query, logGroups: [...logGroups.value], ...where });
    if (own === runCount) answer.value = { ...answered, asked };
  });
  if (own === runCount) isRunning.value = false;
}
