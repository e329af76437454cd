import { type ProcessRunEventsDeps } from '../process-run-events';

/** Support for this library's specs: ports that fail where a test says. */

/** What can happen to one call: an error before or after its effect, or the end of the process in one of both places. */
export type Fault = 'fails-before' | 'fails-after' | 'dies-before' | 'dies-after';

export const faults: readonly Fault[] = ['fails-before', 'fails-after', 'dies-before', 'dies-after'];

/** Runs around every port call. */
type Around = <T>(call: () => Promise<T>) => Promise<T>;

/** Wraps every port that does I/O. */
export function aroundPorts(deps: ProcessRunEventsDeps, around: Around): ProcessRunEventsDeps {
  const wrap = <A extends unknown[], R>(port: (...args: A) => Promise<R>) => {
    return (...args: A): Promise<R> => around(() => port(...args));
  };
  const { store, watch } = deps;
  return {
    ...deps,
    store: {
      readRun: wrap(store.readRun),
      readResults: wrap(store.readResults),
      openRun: wrap(store.openRun),
      addResult: wrap(store.addResult),
      replaceFailure: wrap(store.replaceFailure),
      replaceSuccess: wrap(store.replaceSuccess),
      closeRun: wrap(store.closeRun),
      markSent: wrap(store.markSent),
      markPublished: wrap(store.markPublished),
      keepHistory: wrap(store.keepHistory),
      readHistory: wrap(store.readHistory),
      readNewestHistory: wrap(store.readNewestHistory),
      readToldNews: wrap(store.readToldNews),
      keepToldNews: wrap(store.keepToldNews),
      readPlan: wrap(store.readPlan),
      nominate: wrap(store.nominate),
      rescheduleSweep: wrap(store.rescheduleSweep),
    },
    watch: {
      readExpectedRun: wrap(watch.readExpectedRun),
      expectRun: wrap(watch.expectRun),
      rescheduleExpected: wrap(watch.rescheduleExpected),
      dropExpected: wrap(watch.dropExpected),
      nominateExpected: wrap(watch.nominateExpected),
    },
    publishReportUpdate: wrap(deps.publishReportUpdate),
    pauseMessages: wrap(deps.pauseMessages),
  };
}

/** A process whose port calls are numbered from 0 and fail by number. Dead, it fails every call until it is revived. */
export class FaultyProcess {
  callCount = 0;
  isDead = false;
  readonly deps: ProcessRunEventsDeps;
  private readonly faultByCall: ReadonlyMap<number, Fault>;

  constructor(deps: ProcessRunEventsDeps, faultByCall: ReadonlyMap<number, Fault>) {
    this.faultByCall = faultByCall;
    this.deps = aroundPorts(deps, (call) => this.run(call));
  }

  private async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.isDead) throw new Error('The process is dead.');
    const fault = this.faultByCall.get(this.callCount);
    this.callCount += 1;
    if (fault === undefined) return await call();
    const isDeath = fault.startsWith('dies');
    if (fault.endsWith('before')) {
      this.isDead = isDeath;
      throw new Error('The call did not get through.');
    }
    await call();
    this.isDead = isDeath;
    throw new Error('The call got through, its answer did not.');
  }
}
