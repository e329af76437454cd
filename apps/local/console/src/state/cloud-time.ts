import { computed, signal } from '@preact/signals';

import { utcDayOf } from '../shell/format';
import { type HeardTime, cloudMsAt, hearOf } from './heard-time';

/** Undefined before it is known. */
const heard = signal<HeardTime | undefined>(undefined);

/** The day in the local cloud, in UTC. Times of other days are shown with theirs. */
export const today = computed(() => (heard.value === undefined ? undefined : utcDayOf(heard.value.cloudMs)));

/** @returns The local cloud's time, epoch ms; undefined before it is known. */
export const cloudNowMs = (): number | undefined => heard.value && cloudMsAt(Date.now(), heard.value);

/** Takes the local cloud's time from the local cloud itself. */
export function hearTime(cloudMs: number): void {
  heard.value = { cloudMs, pageMs: Date.now() };
}

/** Takes notice of a moment that has come there. */
export function hearMoment(atMs: number): void {
  heard.value = hearOf(atMs, heard.value, Date.now());
}
