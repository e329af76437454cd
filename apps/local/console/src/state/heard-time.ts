/** What the page has heard of the local cloud's time. */
export interface HeardTime {
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
