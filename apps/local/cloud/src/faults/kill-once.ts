import { type Service, resourceName, services } from '@pulso/contracts/envelope';
import { isSimulated } from '@pulso/world/faults';
import { type InvocationFault } from '@pulso/local/lambda';

import { localStage } from '../cloud/read-definition';

/** What can be killed in the middle of a run: each service that takes part in making a report. */
export type KillTarget = Exclude<Service, 'bot'>;

export const killTargets: readonly KillTarget[] = services.filter(
  (service): service is KillTarget => service !== 'bot' && isSimulated(service),
);

/** Which invocation of a run is killed, and when. */
interface Moment {
  /** 1: the first since the run began. */
  readonly invocation: number;
  /** Real ms after it was given its event; sooner when it has its answer ready before. */
  readonly afterMs: number;
}

/** Longer than every function may take: the process is killed when its answer is ready and not yet handed over. */
const beforeAnswerMs = 900_000;

/** The worst moment of most: the work is done and has not been reported as done, so all of it comes again. */
const worstMoment: Moment = { invocation: 1, afterMs: beforeAnswerMs };

/** A worker is killed while its queries run, the aggregator with some of the answers counted. */
const otherMoments: Readonly<Partial<Record<KillTarget, Moment>>> = {
  'query-worker': { invocation: 1, afterMs: 1_000 },
  aggregator: { invocation: 3, afterMs: beforeAnswerMs },
};

/** Kills the process of one function once in a run. */
export interface KillOnce {
  /** The run begins: invocations count from now on. */
  begin(): void;
  forInvocation(functionName: string): InvocationFault | undefined;
  /** Whether the invocation that is to be killed has come. */
  hasStruck(): boolean;
}

export function createKillOnce(target: KillTarget): KillOnce {
  const functionName = resourceName(localStage, target);
  const { invocation, afterMs } = otherMoments[target] ?? worstMoment;
  let hasBegun = false;
  let count = 0;
  return {
    begin: () => {
      hasBegun = true;
    },
    forInvocation: (name) => {
      if (!hasBegun || name !== functionName) return undefined;
      count += 1;
      return count === invocation ? { kind: 'kill', afterMs } : undefined;
    },
    hasStruck: () => count >= invocation,
  };
}
