/**
 * A process that runs specs one after another in a warm Jest, for mutants that its parent sends.
 *
 * Arguments: the folders whose specs may run. It sends `{ specs }` when it is ready, and answers each
 * `{ specs, mutant }` or `{ specs, switched }` with what became of them; before that, what became of each switched mutant.
 */
const { join, resolve } = require('node:path');

const { readConfig } = require('jest-config');
const { default: TestRunner } = require('jest-runner');
const { default: Runtime } = require('jest-runtime');

const { state } = require('./mutating-runtime');

const root = join(__dirname, '../../..');

/** The parent ends what hangs; a test that is slow on a busy machine has noticed nothing. */
const testTimeoutMs = 600_000;
const folders = process.argv.slice(2).map((folder) => resolve(root, folder));

const isSpec = (path) => path.endsWith('.spec.ts') && !/\.(?:differential|conformance|e2e)\.spec\.ts$/.test(path);
const neverInterrupted = { isInterrupted: () => false };

async function openJest() {
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
    runtime: require.resolve('./mutating-runtime'),
    testEnvironment: require.resolve('./mutating-environment'),
  };
  const context = await Runtime.createContext(config, { maxWorkers: 1, watch: false, watchman: false });
  return { context, globalConfig, specs: context.hasteFS.getAllFiles().filter(isSpec).sort() };
}

/** @returns {Promise<{ spec: string, test?: string, ms: number, cpuMs: number, loaded: string[] }>} `test`: what failed first. */
async function runSpec(spec, { context, globalConfig }) {
  const runner = new TestRunner(globalConfig, {});
  // What a mutant has left there is none of the next one's.
  process.exitCode = undefined;
  const startMs = performance.now();
  const usedBefore = process.cpuUsage();
  let failed;
  runner.on('test-file-success', ([, result]) => {
    const red = result.testResults.find(({ status }) => status === 'failed');
    if (red) failed = red.fullName;
    else if (result.testExecError || result.numFailingTests > 0) failed = 'the file itself';
  });
  runner.on('test-file-failure', ([, error]) => (failed = `the file itself: ${String(error.message).split('\n')[0]}`));
  state.loaded = new Set();
  const measure = () => {
    const { user, system } = process.cpuUsage(usedBefore);
    return { ms: performance.now() - startMs, cpuMs: (user + system) / 1000 };
  };
  let measured;
  state.onTestsRun = () => (measured = measure());
  await runner.runTests([{ context, path: spec }], neverInterrupted, { serial: true });
  return {
    spec,
    test: failed,
    ...(measured ?? measure()),
    loaded: [...state.loaded].filter((path) => !path.includes('/node_modules/')),
  };
}

async function main() {
  const jest = await openJest();
  let isSpoilt;
  const onMutant = (mutant) => process.send({ mutant });
  const onEnd = (end) => ({ isSpoilt } = end);
  process.on('message', async ({ specs, mutant, switched }) => {
    state.mutant = mutant;
    state.switched = switched && { ...switched, onMutant, onEnd };
    const results = [];
    for (const spec of specs) {
      results.push(await runSpec(spec, jest));
      if (results.at(-1).test !== undefined) break;
    }
    process.send({ results, isSpoilt, usedBytes: process.memoryUsage.rss() });
  });
  process.on('disconnect', () => process.exit());
  process.send({ specs: jest.specs });
}

main();
