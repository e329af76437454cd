import { computed, signal, untracked } from '@preact/signals';
import type { CatalogueQuestion, QuestionAnswer, QuestionVocabulary, QueryDiagnostic } from '@pulso/local/console-api';

import { call } from '../../state/call';
import { attempt } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { type Asked, type ChosenRange, addressOf, lastHours, readAddress, readKept, withAsked } from './asked';

const firstQuery = 'filter event = "request"\n| stats count(*) as requests by bin(1h) as hour';

export const vocabulary = signal<QuestionVocabulary | undefined>(undefined);
export const catalogue = signal<readonly CatalogueQuestion[]>([]);

export const query = signal(firstQuery);
/** What the caret in the query stands at; a change moves it. */
export const selection = signal({ from: 0, to: 0 });
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
    askedBefore.value = readStored();
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

const keptName = 'pulso-asked';

/** What was asked before in this browser, the latest first. */
export const askedBefore = signal<readonly Asked[]>([]);

function keep(asked: Asked): void {
  // Another tab may have asked, too.
  askedBefore.value = withAsked(readStored(), asked);
  try {
    localStorage.setItem(keptName, JSON.stringify(askedBefore.value.map(addressOf)));
  } catch {
    // The browser keeps nothing for this page, or has no room: this tab still knows.
  }
}

function readStored(): readonly Asked[] {
  try {
    return readKept(localStorage.getItem(keptName));
  } catch {
    return askedBefore.value;
  }
}

/** What was opened or asked last: who comes back to its address finds it as it was left. */
let openedLast: { readonly address: string; readonly asked: Asked } | undefined;

const askedNow = (): Asked => ({ query: query.value, logGroups: pickedLogGroups.value, range: range.value });

/** Opens what the address names, once: a question of the catalogue, or a query of one's own. */
export function openAddress(rest: readonly string[]): void {
  const [id, reportId] = rest;
  const address = hrefOf('questions', ...rest);
  if (!vocabulary.value || address === openedLast?.address) return;
  const question = findQuestion(id, reportId);
  const asked = readAddress(rest) ?? (question && askedOf(question, reportId));
  // Who follows the address must not follow what is typed.
  if (asked) untracked(() => open(address, asked));
}

/** Asks a question of the catalogue again, whose address is the page's. */
export const openQuestion = (question: CatalogueQuestion, reportId: string | undefined): void =>
  open(location.hash, askedOf(question, reportId));

/** @returns A question of the catalogue, of the window of its report. */
function askedOf(question: CatalogueQuestion, reportId: string | undefined): Asked {
  const { windowHours } = question.reports.find(({ id }) => id === reportId) ?? question.reports[0] ?? {};
  return { query: breakLines(question.query), logGroups: undefined, range: lastHours(windowHours ?? 24) };
}

function open(address: string, asked: Asked): void {
  // What was written and not asked yet is not lost to a click.
  const isWritten = query.value !== (openedLast?.asked.query ?? firstQuery) && query.value.trim() !== '';
  if (isWritten) keep(askedNow());
  openedLast = { address, asked };
  pickedLogGroups.value = asked.logGroups;
  range.value = asked.range;
  query.value = asked.query;
  void runQuery();
}

const isSame = (left: Asked, right: Asked): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Lets the address name what is asked now, unless it does. */
function nameInAddress(asked: Asked): void {
  if (openedLast?.address === location.hash && isSame(openedLast.asked, asked)) return;
  openedLast = { address: hrefOf('questions', ...addressOf(asked)), asked };
  keep(asked);
  location.hash = openedLast.address;
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

/** How many queries were run: only the latest is answered. */
let runCount = 0;

/** Asks the query as it stands, also while another one is running. */
export async function runQuery(): Promise<void> {
  runCount += 1;
  const own = runCount;
  const asked = askedNow();
  const groups = [...logGroups.value];
  isRunning.value = true;
  await attempt(async () => {
    nameInAddress(asked);
    const { nowMs } = await call('overview', {});
    const where = rangeOf(asked.range, nowMs, vocabulary.value?.lastWindow);
    const answered = await call('questions.run', { query: asked.query, logGroups: groups, ...where });
    if (own === runCount) answer.value = { ...answered, asked };
  });
  if (own === runCount) isRunning.value = false;
}

/** Whether the page asks something else than what is answered. */
export const isChanged = computed(() => answer.value !== undefined && !isSame(answer.value.asked, askedNow()));

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

/** @returns The chosen range in whole seconds, `[startMs, endMs)`; an empty one where nothing usable is chosen. */
export function rangeOf(
  { preset, hours, customStart, customEnd }: ChosenRange,
  nowMs: number,
  lastWindow: QuestionVocabulary['lastWindow'],
): { startMs: number; endMs: number } {
  const endMs = Math.floor(nowMs / 1000) * 1000 + 1000;
  switch (preset) {
    case 'hours':
      return { startMs: endMs - hours * 3_600_000, endMs };
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
