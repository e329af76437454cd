import { computed, signal } from '@preact/signals';

import { utcDayOf } from '../shell/format';

/** What the page has heard of the local cloud's time, and when, both epoch ms; undefined before. */
const heard = signal<{ readonly cloudMs: number; readonly pageMs: number } | undefined>(undefined);

/** The day in the local cloud, in UTC. Times of other days are shown with theirs. */
export const today = computed(() => (heard.value === undefined ? undefined : utcDayOf(heard.value.cloudMs)));

/** @returns The local cloud's time, which runs on as a clock does, epoch ms; undefined before it is known. */
export const cloudNowMs = (): number | undefined =>
  heard.value && heard.value.cloudMs + Date.now() - heard.value.pageMs;

/** Takes the local cloud's time from the local cloud itself. */
export function hearTime(cloudMs: number): void {
  heard.value = { cloudMs, pageMs: Date.now() };
}

/** Takes notice of a moment that has come there: it is that time, or later. */
export function hearMoment(atMs: number): void {
  if (atMs > (cloudNowMs() ?? -Infinity)) hearTime(atMs);
}
