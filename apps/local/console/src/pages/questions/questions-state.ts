import { computed, signal } from '@preact/signals';
import type { CatalogueQuestion, QuestionAnswer, QuestionVocabulary, QueryDiagnostic } from '@pulso/local/console-api';

import { call } from '../../api/call';
import { attempt } from '../../state/overview';

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

/** Longer lines are broken, characters. */
const longestLine = 90;

/** @returns A query with a line for each command, a long one broken at the commas that are in no brackets and no text. */
export const breakLines = (query: string): string =>
  query
    .replaceAll(' | ', '\n| ')
    .split('\n')
    .map((line) => (line.length > longestLine ? breakAtCommas(line) : line))
    .join('\n');

function breakAtCommas(line: string): string {
  let depth = 0;
  return line.replace(/"[^"]*"|'[^']*'|[([]|[)\]]|, /g, (part) => {
    if (part === '(' || part === '[') depth += 1;
    if (part === ')' || part === ']') depth -= 1;
    return part === ', ' && depth === 0 ? ',\n    ' : part;
  });
}

export const presets = {
  hour: 'Last hour',
  day: 'Last 24 hours',
  report: "The last report's window",
  all: 'All there is',
  custom: 'From … to … (UTC)',
} as const;

/** What a person has chosen. The ends are as a field for date and time has them, in UTC: `2026-11-25T12:30`. */
export interface ChosenRange {
  readonly preset: keyof typeof presets;
  readonly customStart: string;
  readonly customEnd: string;
}

/** @returns The chosen range in whole seconds, `[startMs, endMs)`; an empty one where nothing usable is chosen. */
export function rangeOf(
  { preset, customStart, customEnd }: ChosenRange,
  nowMs: number,
  lastWindow: QuestionVocabulary['lastWindow'],
): { startMs: number; endMs: number } {
  const endMs = Math.floor(nowMs / 1000) * 1000 + 1000;
  switch (preset) {
    case 'hour':
      return { startMs: endMs - 3_600_000, endMs };
    case 'day':
      return { startMs: endMs - 86_400_000, endMs };
    case 'report':
      return { startMs: lastWindow?.startMs ?? 0, endMs: lastWindow?.endMs ?? 0 };
    case 'all':
      return { startMs: 0, endMs };
    case 'custom':
      return { startMs: secondOf(customStart), endMs: secondOf(customEnd) };
    default:
      return preset satisfies never;
  }
}

const secondOf = (text: string): number => Math.floor((Date.parse(`${text}Z`) || 0) / 1000) * 1000;

/** @returns The moment that a cell as `2026-11-25 12:30:00.000` names, epoch ms; undefined for another text or none. */
export function momentIn(cell: string | null | undefined): number | undefined {
  const atMs = Date.parse(`${cell?.replace(' ', 'T')}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
