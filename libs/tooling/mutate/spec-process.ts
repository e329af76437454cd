/**
 * A process that runs specs one after another in a warm Jest, for mutants that its parent sends.
 *
 * Arguments: the folders whose specs may run. It sends `{ specs }` when it is ready, and answers each
 * `{ specs, mutant }` or `{ specs, switched }` with what became of them; before that, what became of each switched mutant.
 */
import { join, resolve } from 'node:path';

import type { Config } from '@jest/types';
import { readConfig } from 'jest-config';
import TestRunner from 'jest-runner';
import Runtime from 'jest-runtime';
import { TestWatcher } from 'jest-watcher';

import { state } from './mutating-state.ts';
import type { SpecResult, SpecTask, SwitchedVerdict, TaskAnswer } from './spec-messages.ts';

const root = join(import.meta.dirname, '../../..');

/** The parent ends what hangs; a test that is slow on a busy machine has noticed nothing. */
const testTimeoutMs = 600_000;
const folders = process.argv.slice(2).map((folder) => resolve(root, folder));

const isSpec = (path: string): boolean =>
  path.endsWith('.spec.ts') && !/\.(?:differential|conformance|e2e)\.spec\.ts$/.test(path);
type TestContext = Awaited<ReturnType<typeof Runtime.createContext>>;

/** Jest, ready to run specs. */
interface OpenJest {
  readonly context: TestContext;
  readonly globalConfig: Config.GlobalConfig;
  readonly specs: readonly string[];
}

async function openJest(): Promise<OpenJest> {
  const argv = {
    _: [],
    $0: '',
    config: join(root, 'jest.preset.js'),
    ci: true,
    silent: true,
    watchman: false,
    testTimeout: testTimeoutMs,
  };
  const { globalConfig, projectConfig } = await readConfig(argv, root);
  const config = {
    ...projectConfig,
    roots: folders,
    // What a property test would try next, to say more simply what is wrong, tells nothing here.
    globals: { ...projectConfig.globals, endsOnFailure: true },
    runtime: join(import.meta.dirname, 'mutating-runtime.ts'),
    testEnvironment: join(import.meta.dirname, 'mutating-environment.ts'),
  };
  const context = await Runtime.createContext(config, { maxWorkers: 1, watch: false, watchman: false });
  return { context, globalConfig, specs: context.hasteFS.getAllFiles().filter(isSpec).sort() };
}

async function runSpec(spec: string, { context, globalConfig }: OpenJest): Promise<SpecResult> {
  const runner = new TestRunner(globalConfig, {});
  // What a mutant has left there is none of the next one's.
  process.exitCode = undefined;
  const startMs = performance.now();
  const usedBefore = process.cpuUsage();
  let failed: string | undefined;
  runner.on('test-file-success', ([, result]) => {
    const red = result.testResults.find(({ status }) => status === 'failed');
    if (red) failed = red.fullName;
    else if (result.testExecError || result.numFailingTests > 0) failed = 'the file itself';
  });
  runner.on('test-file-failure', ([, error]) => {
    failed = `the file itself: ${String(error.message).split('\n')[0]}`;
  });
  state.loaded = new Set();
  const measure = (): { ms: number; cpuMs: number } => {
    const { user, system } = process.cpuUsage(usedBefore);
    return { ms: performance.now() - startMs, cpuMs: (user + system) / 1000 };
  };
  let measured: { readonly ms: number; readonly cpuMs: number } | undefined;
  state.onTestsRun = () => (measured = measure());
  await runner.runTests([{ context, path: spec }], new TestWatcher({ isWatchMode: false }), { serial: true });
  return {
    spec,
    test: failed,
    ...(measured ?? measure()),
    loaded: [...state.loaded].filter((path) => !path.includes('/node_modules/')),
  };
}

const send = (message: TaskAnswer | { readonly mutant: SwitchedVerdict }): void => void process.send?.(message);

async function main(): Promise<void> {
  const jest = await openJest();
  let isSpoilt = false;
  const onMutant = (mutant: SwitchedVerdict): void => send({ mutant });
  const onEnd = (end: { readonly isSpoilt: boolean }): void => {
    ({ isSpoilt } = end);
  };
  process.on('message', async ({ specs, mutant, switched }: SpecTask) => {
    state.mutant = mutant;
    state.switched = switched && { ...switched, onMutant, onEnd };
    const results: SpecResult[] = [];
    for (const spec of specs) {
      const result = await runSpec(spec, jest);
      results.push(result);
      if (result.test !== undefined) break;
    }
    send({ results, isSpoilt, usedBytes: process.memoryUsage.rss() });
  });
  process.on('disconnect', () => process.exit());
  send({ specs: jest.specs });
}

main();
