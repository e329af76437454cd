import { spawnSync } from 'node:child_process';

import { areSameRows } from './compare-answers';
import { questions } from './questions';
import { type TimedRun, timeProcess } from './time-process';

/** What is compared, and where. */
export interface Comparison {
  /** This program's file: the engine is a process of it. */
  readonly program: string;
  /** The file of events. */
  readonly file: string;
  /** How often each process is measured; the best counts. */
  readonly roundCount: number;
  /** Whether to be slower than jq is a failure: a short run is mostly the start of Node. */
  readonly comparesSpeed: boolean;
  readonly print: (text: string) => void;
}

/**
 * Asks each question of both and prints the times as a Markdown table.
 *
 * @returns Whether the answers were equal and, where that counts, the engine was nowhere slower than jq.
 * @throws {Error} One of them failed, or jq is not installed.
 */
export async function runBenchmark({ program, file, roundCount, comparesSpeed, print }: Comparison): Promise<boolean> {
  if (spawnSync('jq', ['--version']).status !== 0) {
    throw new Error('jq is not installed: `apt install jq` or `brew install jq`.');
  }
  const problems: string[] = [];
  print('| question | logs-insights s | jq s |\n| --- | --: | --: |');
  for (const { asks, insights, jq } of questions) {
    const ours: TimedRun[] = [];
    const theirs: TimedRun[] = [];
    for (let round = 0; round < roundCount; round += 1) {
      ours.push(await timeProcess(process.execPath, [program, '--ask', insights, file]));
      theirs.push(await timeProcess('jq', ['-cn', jq, file]));
    }
    const [best, other] = [secondsOf(ours), secondsOf(theirs)];
    print(`| ${asks} | ${best.toFixed(2)} | ${other.toFixed(2)} |`);
    if (!areSameRows(ours[0]?.stdout ?? '', theirs[0]?.stdout ?? '')) problems.push(`${asks}: the answers differ`);
    if (comparesSpeed && best > other) problems.push(`${asks}: slower than jq`);
  }
  for (const problem of problems) print(`FAILED ${problem}`);
  return problems.length === 0;
}

const secondsOf = (runs: readonly TimedRun[]): number => Math.min(...runs.map(({ seconds }) => seconds));
