import { type ProcessRunEventsDeps } from '../process-run-events';
import { around } from '../retry-conflicts';

/** Support for this library's specs: ports that fail where a test says. */

/** What can happen to one call: an error before or after its effect, or the end of the process in one of both places. */
export type Fault = 'fails-before' | 'fails-after' | 'dies-before' | 'dies-after';

export const faults: readonly Fault[] = ['fails-before', 'fails-after', 'dies-before', 'dies-after'];

/** Wraps every port that does I/O. */
export const aroundPorts = (
  deps: ProcessRunEventsDeps,
  run: (call: () => Promise<unknown>) => Promise<unknown>,
): ProcessRunEventsDeps => {
  const { publishReportUpdate, pauseMessages } = deps;
  return {
    ...deps,
    store: around(deps.store, run),
    watch: around(deps.watch, run),
    ...around({ publishReportUpdate, pauseMessages }, run),
  };
};

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

  private async run(call: () => Promise<unknown>): Promise<unknown> {
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
