import { computed, signal } from '@preact/signals';

import { utcDayOf } from '../shell/format';

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

/** What the page has heard of the local cloud's time. */
interface HeardTime {
  /** The time there, epoch ms. */
  readonly cloudMs: number;
  /** When the page has heard of it, epoch ms. */
  readonly pageMs: number;
}

/** @returns The time there, which runs on as a clock does, epoch ms. */
export const cloudMsAt = (pageMs: number, heard: HeardTime): number => heard.cloudMs + pageMs - heard.pageMs;

/**
 * Takes notice of a moment that has come in the local cloud: it is that time there, or later.
 *
 * @param heard - Undefined before the time is known.
 * @param pageMs - Now, epoch ms.
 */
export const hearOf = (atMs: number, heard: HeardTime | undefined, pageMs: number): HeardTime =>
  heard === undefined || atMs > cloudMsAt(pageMs, heard) ? { cloudMs: atMs, pageMs } : heard;
