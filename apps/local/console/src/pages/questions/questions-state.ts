import { computed, signal, untracked } from '@preact/signals';
import type { OperationInput, QuestionVocabulary } from '@pulso/local/console-api';

import { cloudNowMs } from '../../state/cloud-time';
import { hrefOf } from '../../state/route';
import { type Asked, type ChosenRange, addressOf, lastHours, rangeOf, readAddress } from './asked';

export const vocabulary = signal<QuestionVocabulary | undefined>(undefined);

export const query = signal('filter event = "request"\n| stats count(*) as requests by bin(1h) as hour');
export const range = signal<ChosenRange>(lastHours(24));
/** undefined: the usage records. */
const pickedLogGroups = signal<readonly string[] | undefined>(undefined);
export const logGroups = computed(() => pickedLogGroups.value ?? [vocabulary.value?.usageLogGroup ?? []].flat());

/** The question that is answered, and what of it the local cloud is asked: its last hours are those before it was run. */
export interface AskedNow {
  readonly asked: Asked;
  readonly input: OperationInput<'questions.run'>;
  /** How many were run until then: the same question may be asked again. */
  readonly place: number;
}

export const askedNow = signal<AskedNow | undefined>(undefined);

/** Reads a log group too, or no longer. */
export function toggleLogGroup(name: string): void {
  const chosen = logGroups.value;
  pickedLogGroups.value = chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name];
}

/** The address of what was opened or asked last: who comes back to it finds the query as it was left. */
let opened: string | undefined;

/** Opens the question that the address names, unless it was opened last, and asks it. */
export function openAddress(rest: readonly string[]): void {
  const asked = readAddress(rest);
  if (!vocabulary.value || !asked || nameOf(asked) === opened) return;
  opened = nameOf(asked);
  pickedLogGroups.value = asked.logGroups;
  range.value = asked.range;
  query.value = asked.query;
  // Who follows the address must not follow what is typed.
  untracked(runQuery);
}

/** Asks the query as it stands, and lets the address name it. */
export function runQuery(): void {
  const asked = { query: query.value, logGroups: pickedLogGroups.value, range: range.value };
  if (nameOf(asked) !== opened) location.hash = opened = nameOf(asked);
  const where = { logGroups: [...logGroups.value], ...rangeOf(asked.range, cloudNowMs() ?? 0) };
  askedNow.value = { asked, input: { query: asked.query, ...where }, place: (askedNow.value?.place ?? 0) + 1 };
}

const nameOf = (asked: Asked): string => hrefOf('questions', ...addressOf(asked));
