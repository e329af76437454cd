import { Worker } from 'node:worker_threads';

import { CrashedWorldError } from './errors';
import { type WorldsReport } from './report-of-worlds';
import { type Chunk, type WorkerMessage, type WorkerSettings } from './worker-messages';

export interface SpreadOptions extends WorkerSettings {
  readonly firstSeed: number;
  readonly seedCount: number;
  readonly workerCount: number;
  /** The program that a worker runs: it serves chunks. */
  readonly workerFile: string;
  /** Ends the work early. */
  readonly signal: AbortSignal;
}

/** Queries of all worlds of one chunk, about: some seconds of work. */
const queriesPerChunk = 2_500;

/** Each worker gets at least so many chunks, so that all of them end at about the same time. */
const chunksPerWorker = 4;

/** @returns How many neighbouring seeds a worker takes at a time. */
export function chunkSizeOf(seedCount: number, queryCount: number, workerCount: number): number {
  const fair = Math.ceil(seedCount / (workerCount * chunksPerWorker));
  return Math.max(1, Math.min(fair, Math.ceil(queriesPerChunk / queryCount)));
}

/**
 * Runs worlds in worker threads, each of which asks for another chunk of seeds when it has done one.
 *
 * @param onReport - Told in no particular order; together the reports have each seed once.
 * @returns When all seeds are done, or the signal has ended the work.
 * @throws {CrashedWorldError} A worker died of an error that no world should make.
 */
export function spreadSeeds(options: SpreadOptions, onReport: (report: WorldsReport) => void): Promise<void> {
  const { seedCount, queryCount, faults, lastingMs, isStanding, workerCount, workerFile, signal } = options;
  const size = chunkSizeOf(seedCount, queryCount, workerCount);
  const endSeed = options.firstSeed + seedCount;
  let nextSeed = options.firstSeed;
  const nextChunk = (): Chunk | undefined => {
    if (nextSeed >= endSeed) return undefined;
    const chunk = { firstSeed: nextSeed, count: Math.min(size, endSeed - nextSeed) };
    nextSeed += chunk.count;
    return chunk;
  };

  const workers: Worker[] = [];
  const runWorker = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const workerData: WorkerSettings = { queryCount, faults, lastingMs, isStanding };
      const worker = new Worker(workerFile, { workerData });
      workers.push(worker);
      let chunk: Chunk | undefined;
      worker.on('message', (message: WorkerMessage) => {
        if (signal.aborted) return;
        if (message.type === 'report') return onReport(message.report);
        chunk = nextChunk();
        if (chunk) worker.postMessage(chunk);
        else void worker.terminate();
      });
      worker.on('error', (error) => reject(new CrashedWorldError(seedsOf(chunk), error)));
      worker.on('exit', () => resolve());
    });
  const stop = (): void => void Promise.all(workers.map((worker) => worker.terminate()));

  signal.addEventListener('abort', stop, { once: true });
  const count = signal.aborted ? 0 : Math.min(workerCount, Math.ceil(seedCount / size));
  return Promise.all(Array.from({ length: count }, runWorker))
    .then(() => undefined)
    .finally(() => {
      signal.removeEventListener('abort', stop);
      stop();
    });
}

const seedsOf = (chunk: Chunk | undefined): string =>
  chunk ? `seeds ${chunk.firstSeed} to ${chunk.firstSeed + chunk.count - 1}` : 'no world yet';
