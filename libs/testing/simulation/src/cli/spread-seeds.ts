import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type MessagePort, Worker } from 'node:worker_threads';

import { type FaultPlan } from '@pulso/world/faults';

import { persistentFaultOf, persistentWorld } from '../persistent/persistent-faults';
import { type Violation } from '../world/ledger';
import { runWorlds } from '../world/run-worlds';
import { type Statistics, addStatistics, emptyStatistics } from '../world/statistics';
import { type WorldOptions } from '../world/world-options';

/** The common settings of many seeds' worlds. */
export interface WorldSettings {
  /** Queries of each run. */
  readonly queryCount: number;
  readonly faults: FaultPlan;
  /** For how long the faults strike, ms; absent: all the time. */
  readonly lastingMs: number | undefined;
  /** Each world has one persistent fault, which follows from its seed, instead of `faults`. */
  readonly isPersistent: boolean;
}

/** @returns The world of a seed, as the command line asks for it. */
export const worldOf = ({ queryCount, faults, lastingMs, isPersistent }: WorldSettings, seed: number): WorldOptions =>
  isPersistent ? persistentWorld(persistentFaultOf(seed), seed, queryCount) : { seed, queryCount, faults, lastingMs };

/** Neighbouring seeds, `[firstSeed, firstSeed + count)`. */
export interface Chunk {
  readonly firstSeed: number;
  readonly count: number;
}

/** The promises that one world broke, in the order of detection. */
export interface BrokenWorld {
  readonly seed: number;
  readonly violations: readonly Violation[];
}

/** The results of a chunk's worlds. */
export interface Outcome {
  readonly statistics: Statistics;
  /** By seed. */
  readonly broken: readonly BrokenWorld[];
  /** Of every world, by seed. */
  readonly traceHashes: readonly string[];
}

/** One fingerprint of many traces: SHA-256 over the trace hash of every world in the order of seeds. */
export const hashOfAll = (traceHashes: readonly string[]): string =>
  createHash('sha256').update(traceHashes.join('')).digest('hex').slice(0, 16);

/** A world that never comes to rest can break the same promise very often. */
const maxViolationsPerWorld = 20;

/** Runs the worlds of a chunk in this thread. */
export async function runChunk(settings: WorldSettings, { firstSeed, count }: Chunk): Promise<Outcome> {
  const statistics = emptyStatistics();
  const broken: BrokenWorld[] = [];
  const traceHashes: string[] = [];
  await runWorlds(
    (index) => (index < count ? worldOf(settings, firstSeed + index) : undefined),
    ({ seed, violations, traceHash, statistics: more }) => {
      addStatistics(statistics, more);
      traceHashes[seed - firstSeed] = traceHash;
      if (violations.length > 0) broken.push({ seed, violations: violations.slice(0, maxViolationsPerWorld) });
    },
  );
  return { statistics, broken: broken.sort((one, other) => one.seed - other.seed), traceHashes };
}

/** In a worker: runs the chunks that arrive at its port, one after the other. */
export function serveChunks(port: MessagePort, settings: WorldSettings): void {
  port.on('message', (chunk: Chunk) => {
    void runChunk(settings, chunk).then((outcome) => port.postMessage(outcome));
  });
}

/** About the number of queries in a chunk: some seconds of work. */
const queriesPerChunk = 2_500;

/** The least number of chunks per worker, so that all end at about the same time. */
const chunksPerWorker = 4;

export interface Workers {
  readonly workerCount: number;
  /** The program that a worker thread runs: it serves chunks. */
  readonly workerFile: string;
}

/**
 * Runs worlds in worker threads. Each gets its next chunk of seeds when it has finished one.
 *
 * @returns The same for the same seeds, however many workers there are.
 * @throws {Error} A world did not run to its end: the simulation itself is broken. The message names its seeds.
 */
export async function spreadSeeds(
  settings: WorldSettings,
  { firstSeed, count }: Chunk,
  { workerCount, workerFile }: Workers,
): Promise<Outcome> {
  const fairSize = Math.ceil(count / (workerCount * chunksPerWorker));
  const size = Math.max(1, Math.min(fairSize, Math.ceil(queriesPerChunk / Math.max(1, settings.queryCount))));
  const chunkCount = Math.ceil(count / size);
  const outcomes: Outcome[] = [];
  let nextIndex = 0;
  const runWorker = async (): Promise<void> => {
    const worker = new Worker(workerFile, { workerData: settings });
    try {
      for (let index = nextIndex++; index < chunkCount; index = nextIndex++) {
        const chunk = { firstSeed: firstSeed + index * size, count: Math.min(size, count - index * size) };
        outcomes[index] = await runChunkIn(worker, chunk);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workerCount, chunkCount) }, runWorker));
  const statistics = emptyStatistics();
  for (const outcome of outcomes) addStatistics(statistics, outcome.statistics);
  return {
    statistics,
    broken: outcomes.flatMap(({ broken }) => broken),
    traceHashes: outcomes.flatMap(({ traceHashes }) => traceHashes),
  };
}

async function runChunkIn(worker: Worker, chunk: Chunk): Promise<Outcome> {
  worker.postMessage(chunk);
  try {
    const [outcome] = await once(worker, 'message');
    return outcome;
  } catch (error) {
    const lastSeed = chunk.firstSeed + chunk.count - 1;
    throw new Error(`The simulation has failed with seeds ${chunk.firstSeed} to ${lastSeed}: ${String(error)}`, {
      cause: error,
    });
  }
}
