import { type CommandClock, type OutputStream } from '../command-environment';
import { counted, formatMegabytes } from './format-count';

/** How far the reading has come. */
export interface ReadSoFar {
  /** As they are in the files, before they are unpacked. */
  readonly byteCount: number;
  readonly eventCount: number;
}

export interface ProgressBar {
  update(readSoFar: ReadSoFar): void;
  /** Takes the bar off the terminal; it comes back with the next update. */
  clear(): void;
}

/** What ends earlier needs no bar. */
const shownAfterMs = 500;
const redrawEveryMs = 100;
const barWidth = 20;
const partials = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** The bar where none is wanted, or where none would be seen. */
export const noProgressBar: ProgressBar = { update: () => undefined, clear: () => undefined };

/**
 * Shows on a terminal how far a long reading has come, on one line that is drawn again and again.
 *
 * @param totalBytes - undefined where it isn't known, as for standard input: then there is no bar, but figures.
 */
export function createProgressBar(
  stream: OutputStream,
  { totalBytes, clock }: { readonly totalBytes: number | undefined; readonly clock: CommandClock },
): ProgressBar {
  const startMs = clock.elapsedMs();
  let drawnAtMs = startMs + shownAfterMs - redrawEveryMs;
  let isShown = false;
  return {
    update: (readSoFar) => {
      const nowMs = clock.elapsedMs();
      if (nowMs - drawnAtMs < redrawEveryMs) return;
      drawnAtMs = nowMs;
      isShown = true;
      stream.write(
        `\r\u001b[2K${progressLine(readSoFar, totalBytes, nowMs - startMs).slice(0, (stream.columns || 80) - 1)}`,
      );
    },
    clear: () => {
      if (isShown) stream.write('\r\u001b[2K');
      isShown = false;
    },
  };
}

/** @returns For example `█████▌              27%  112 of 412 MB  230 MB/s  301,244 events`. */
function progressLine(
  { byteCount, eventCount }: ReadSoFar,
  totalBytes: number | undefined,
  durationMs: number,
): string {
  const done = formatMegabytes(byteCount);
  const rate = `${formatMegabytes((byteCount * 1000) / Math.max(1, durationMs))} MB/s`;
  const events = `${counted(eventCount, 'event')}`;
  if (totalBytes === undefined) return `${done} MB  ${rate}  ${events}`;
  const share = totalBytes === 0 ? 1 : Math.min(1, byteCount / totalBytes);
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  return `${bar(share)} ${percent}  ${done} of ${formatMegabytes(totalBytes)} MB  ${rate}  ${events}`;
}

function bar(share: number): string {
  const eighths = Math.round(share * barWidth * 8);
  return ('█'.repeat(Math.floor(eighths / 8)) + (partials[eighths % 8] ?? '')).padEnd(barWidth);
}
