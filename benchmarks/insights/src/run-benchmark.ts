import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

import { AnswerBook } from './answers/answer-book';
import { type BenchmarkOptions } from './benchmark-options';
import { coldContenders } from './cold/cold-contender';
import { measureCold } from './cold/measure-cold';
import { isDuckDbInstalled, openDuckDb } from './contenders/duck-db';
import { readIntoCache } from './events/read-into-cache';
import { writeEvents } from './events/write-events';
import { runProcess } from './processes/run-process';
import { startTableProcess } from './processes/table-process';
import { questions as allQuestions } from './questions';
import { describeLoad } from './report/describe-load';
import { machineFacts } from './report/machine-facts';
import { renderReport } from './report/render-report';
import { measureWarm } from './warm/measure-warm';
import { warmContenders } from './warm/warm-contender';

/** Where the benchmark stands and whom it tells. */
export interface Surroundings {
  /** This program's file: contenders are processes of it. */
  readonly program: string;
  /** Where files of events are kept. */
  readonly folder: string;
  readonly print: (text: string) => void;
  readonly tell: (what: string) => void;
}

/**
 * Runs the benchmark and prints its results.
 *
 * @returns Whether all answers were equal and no contender failed.
 */
export async function runBenchmark(options: BenchmarkOptions, surroundings: Surroundings): Promise<boolean> {
  const { eventCount, seed, roundCount, runCount, only } = options;
  const { program, folder, print, tell } = surroundings;
  tell(`events: ${eventCount}`);
  const file = writeEvents(folder, { eventCount, seed });
  const questions = allQuestions.filter(({ name }) => only.length === 0 || only.includes(name));
  const jq = jqVersion();
  const duckDb = await duckDbVersion();
  const load = describeLoad(loadavg()[0] ?? 0, cpus().length);
  const notices = [
    ...(load === undefined ? [] : [load]),
    ...(jq === undefined ? ['jq is not installed and was left out: `apt install jq` or `brew install jq`.'] : []),
    ...(duckDb === undefined ? ['DuckDB is not installed and was left out: `npm ci` in benchmarks/insights.'] : []),
  ];
  notices.forEach(tell);
  const problems: string[] = [];
  const shared = {
    questions,
    answers: new AnswerBook(),
    tell,
    complain: (problem: string): void => {
      problems.push(problem);
      tell(`FAILED ${problem}`);
    },
  };
  const participants = { program, file, hasJq: jq !== undefined, hasDuckDb: duckDb !== undefined };
  readIntoCache(file);
  const cold = await measureCold({
    ...shared,
    contenders: coldContenders(participants),
    roundCount,
    launch: runProcess,
  });
  const emptyFile = writeEvents(folder, { eventCount: 0, seed });
  const starts = await measureCold({
    ...shared,
    questions: questions.slice(0, 1),
    contenders: coldContenders({ ...participants, file: emptyFile }),
    roundCount,
    answers: new AnswerBook(),
    launch: runProcess,
  });
  const { figures: warm, loads } = await measureWarm({
    ...shared,
    contenders: warmContenders(participants),
    runCount,
    start: (role) => startTableProcess(program, [role, file]),
  });
  const machine = machineFacts({ jq, duckDb });
  const fileBytes = statSync(file).size;
  print(renderReport({ ...shared, ...options, machine, fileBytes, cold, starts, warm, loads, notices }));
  for (const problem of problems) print(`FAILED ${problem}`);
  return problems.length === 0;
}

/** @returns undefined when there is no jq. */
function jqVersion(): string | undefined {
  const { status, stdout } = spawnSync('jq', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** @returns undefined when there is no DuckDB. */
async function duckDbVersion(): Promise<string | undefined> {
  if (!isDuckDbInstalled()) return undefined;
  const ask = await openDuckDb();
  return String((await ask('SELECT version()'))[0]?.[0]);
}
