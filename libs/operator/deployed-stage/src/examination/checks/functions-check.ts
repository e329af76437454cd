import { type Service, resourceName, services } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { type Judgement, failed, summarize, warning } from '../finding';
import { type DeployedFunction } from '../ports';

/** What the stacks say. */
const wantedRuntime = 'nodejs24.x';

interface FunctionReading {
  readonly service: Service;
  readonly deployed: DeployedFunction | undefined;
  readonly reservedConcurrency: number | undefined;
}

/** Whether the function of every service is there and can be invoked. */
export const functionsCheck: Check<readonly FunctionReading[]> = {
  area: 'functions',
  read: ({ facts, ports, stage }) =>
    Promise.all(
      services.map(async (service) => ({
        service,
        deployed: await facts.function(service),
        reservedConcurrency: await ports.readReservedConcurrency(resourceName(stage, service)),
      })),
    ),
  judge: (functions, { stage }) => {
    const problems = functions.flatMap((one) => judge(one, stage));
    return summarize(functions.length, problems, `services are active, ${wantedRuntime}`);
  },
};

/** @returns At most one: the first thing that is wrong. */
function judge({ service, deployed, reservedConcurrency }: FunctionReading, stage: string): Judgement[] {
  const name = resourceName(stage, service);
  const deploy = deployAgain(stage, service);
  if (!deployed) return [failed(`there is no function ${name} in this account and region`, deploy)];
  if (reservedConcurrency === 0) {
    return [failed(`${name} was stopped: its reserved concurrency is 0`, `${deploy} starts it again`)];
  }
  return judgeState(name, deployed, deploy);
}

function judgeState(name: string, deployed: DeployedFunction, deploy: string): Judgement[] {
  const { state, stateReason, lastUpdateStatus, lastUpdateReason, runtime } = deployed;
  if (state === 'Failed') return [failed(`${name} has failed: ${stateReason ?? 'without a reason'}`, deploy)];
  if (state !== 'Active') {
    const reason = stateReason === undefined ? '' : `: ${stateReason}`;
    return [warning(`${name} is ${state}${reason}`, 'run this again in a minute; an idle one wakes at its next call')];
  }
  if (lastUpdateStatus === 'Failed') {
    return [failed(`the last update of ${name} failed: ${lastUpdateReason ?? 'without a reason'}`, deploy)];
  }
  if (lastUpdateStatus !== 'Successful') {
    return [warning(`an update of ${name} is ${lastUpdateStatus}`, 'run this again in a minute')];
  }
  if (runtime !== wantedRuntime) {
    return [warning(`${name} runs on ${runtime}, not on ${wantedRuntime}`, deploy)];
  }
  return [];
}
