const { TestEnvironment } = require('jest-environment-node');

const { switchName } = require('./install-switches');
const { createMutantSwitch } = require('./mutant-switch');
const { state } = require('./mutating-runtime');
const { parentsOf, runTestsAgain } = require('./run-tests-again');

const fullName = (test) => [...parentsOf(test).slice(1), test].map(({ name }) => name).join(' ');

const upTo = (test, tests) => new Set([...tests].slice(0, [...tests].indexOf(test) + 1));

/**
 * Leaves out what comes after the first failure of a file: one is enough to kill a mutant. When all tests have run, those
 * that have come by a mutant run again with it. One that runs while files are loaded is to be tried apart.
 */
class MutatingEnvironment extends TestEnvironment {
  hasFailed = false;
  mutantSwitch = createMutantSwitch();
  reachedByLoading = this.mutantSwitch.noteReached();
  reachedByHooks = [];
  reachedBy = new Map();
  passedAlone = new Set();
  isSpoilt = false;

  constructor(...args) {
    super(...args);
    this.global[switchName] = this.mutantSwitch.isMutant;
  }

  async handleTestEvent({ name, test }, circus) {
    if (name === 'test_fn_failure' || name === 'hook_failure') this.hasFailed = true;
    if (name === 'test_start') {
      if (this.hasFailed) test.mode = 'skip';
      this.reachedBy.set(test, this.mutantSwitch.noteReached());
    }
    // What runs before all tests, or after them, runs again with any of them.
    if (name === 'run_start' || name === 'test_done') this.reachedByHooks.push(this.mutantSwitch.noteReached());
    if (name !== 'run_finish') return;
    state.onTestsRun();
    if (!state.switched || this.hasFailed) return;
    await this.tryMutants(circus);
    state.switched.onEnd({ isSpoilt: this.isSpoilt });
  }

  async tryMutants(circus) {
    const { ids, onMutant } = state.switched;
    for (const id of ids) {
      const chosen = this.testsFor(id);
      if (this.reachedByLoading.has(id)) onMutant({ id, verdict: 'apart' });
      else if (chosen.size > 0) {
        onMutant({ id, verdict: 'begun' });
        onMutant({ id, ...(await this.tryMutant(id, circus, chosen)) });
      }
      if (this.isSpoilt) return;
    }
    this.isSpoilt = (await runTestsAgain(circus, this.testsFor())) !== undefined;
  }

  /** @returns {Set<object>} Without `id`: all. */
  testsFor(id) {
    const isForAll = id === undefined || this.reachedByHooks.some((reached) => reached.has(id));
    const chosen = [...this.reachedBy].filter(
      ([{ mode }, reached]) => mode !== 'skip' && mode !== 'todo' && (isForAll || reached.has(id)),
    );
    return new Set(chosen.map(([test]) => test));
  }

  async tryMutant(id, circus, chosen) {
    this.mutantSwitch.turnOn(id);
    const red = await runTestsAgain(circus, chosen);
    const hasRun = this.mutantSwitch.turnOff() > 0;
    if (red === undefined) return { verdict: hasRun ? 'survived' : 'apart' };
    const passes = await this.passesAlone(circus, upTo(red, chosen));
    return passes ? { verdict: 'killed', test: fullName(red) } : { verdict: 'apart' };
  }

  /** Tests must pass without a mutant, too: one may leave something behind, and some need the tests before them. */
  async passesAlone(circus, tests) {
    const key = [...tests].map(fullName).join('\n');
    if (!this.passedAlone.has(key)) this.isSpoilt = (await runTestsAgain(circus, tests)) !== undefined;
    this.passedAlone.add(key);
    return !this.isSpoilt;
  }
}

module.exports = MutatingEnvironment;
