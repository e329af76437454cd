import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

import { switchName } from './install-switches.ts';
import { createMutantSwitch } from './mutant-switch.ts';
import { state } from './mutating-state.ts';
import { parentsOf, runTestsAgain } from './run-tests-again.ts';
import type { SwitchedVerdict } from './spec-messages.ts';

const fullName = (test: Circus.TestEntry): string =>
  [...parentsOf(test).slice(1), test].map(({ name }) => name).join(' ');

const upTo = (test: Circus.TestEntry, tests: ReadonlySet<Circus.TestEntry>): Set<Circus.TestEntry> =>
  new Set([...tests].slice(0, [...tests].indexOf(test) + 1));

/**
 * Leaves out what comes after the first failure of a file: one is enough to kill a mutant. When all tests have run, those
 * that have come by a mutant run again with it. One that runs while files are loaded is to be tried apart.
 */
export default class MutatingEnvironment extends TestEnvironment {
  private hasFailed = false;
  private readonly mutantSwitch = createMutantSwitch();
  private readonly reachedByLoading = this.mutantSwitch.noteReached();
  private readonly reachedByHooks: Set<number>[] = [];
  private readonly reachedBy = new Map<Circus.TestEntry, Set<number>>();
  private readonly passedAlone = new Set<string>();
  private isSpoilt = false;

  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    super(...args);
    Object.assign(this.global, { [switchName]: this.mutantSwitch.isMutant });
  }

  async handleTestEvent(event: Circus.Event, circus: Circus.State): Promise<void> {
    const { name } = event;
    if (name === 'test_fn_failure' || name === 'hook_failure') this.hasFailed = true;
    if (name === 'test_start') {
      if (this.hasFailed) event.test.mode = 'skip';
      this.reachedBy.set(event.test, this.mutantSwitch.noteReached());
    }
    // What runs before all tests, or after them, runs again with any of them.
    if (name === 'run_start' || name === 'test_done') this.reachedByHooks.push(this.mutantSwitch.noteReached());
    if (name !== 'run_finish') return;
    state.onTestsRun();
    if (!state.switched || this.hasFailed) return;
    await this.tryMutants(circus, state.switched);
    state.switched.onEnd({ isSpoilt: this.isSpoilt });
  }

  private async tryMutants(circus: Circus.State, { ids, onMutant }: NonNullable<typeof state.switched>): Promise<void> {
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

  /** @returns Without `id`: all. */
  private testsFor(id?: number): Set<Circus.TestEntry> {
    const isForAll = id === undefined || this.reachedByHooks.some((reached) => reached.has(id));
    const chosen = [...this.reachedBy].filter(
      ([{ mode }, reached]) => mode !== 'skip' && mode !== 'todo' && (isForAll || reached.has(id ?? -1)),
    );
    return new Set(chosen.map(([test]) => test));
  }

  private async tryMutant(
    id: number,
    circus: Circus.State,
    chosen: ReadonlySet<Circus.TestEntry>,
  ): Promise<Omit<SwitchedVerdict, 'id'>> {
    this.mutantSwitch.turnOn(id);
    const red = await runTestsAgain(circus, chosen);
    const hasRun = this.mutantSwitch.turnOff() > 0;
    if (red === undefined) return { verdict: hasRun ? 'survived' : 'apart' };
    const passes = await this.passesAlone(circus, upTo(red, chosen));
    return passes ? { verdict: 'killed', test: fullName(red) } : { verdict: 'apart' };
  }

  /** Tests must pass without a mutant, too: one may leave something behind, and some need the tests before them. */
  private async passesAlone(circus: Circus.State, tests: ReadonlySet<Circus.TestEntry>): Promise<boolean> {
    const key = [...tests].map(fullName).join('\n');
    if (!this.passedAlone.has(key)) this.isSpoilt = (await runTestsAgain(circus, tests)) !== undefined;
    this.passedAlone.add(key);
    return !this.isSpoilt;
  }
}
