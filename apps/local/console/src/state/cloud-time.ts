import { computed, signal } from '@preact/signals';

import { utcDayOf } from '../shell/format-moment';

/** The latest that the page has heard of the local cloud's time, epoch ms; undefined before it is known. */
const heardMs = signal<number | undefined>(undefined);

/** The day in the local cloud, in UTC. Times of other days are shown with theirs. */
export const today = computed(() => (heardMs.value === undefined ? undefined : utcDayOf(heardMs.value)));

/** Takes notice of the local cloud's time. */
export function hearTime(nowMs: number): void {
  heardMs.value = nowMs;
}
