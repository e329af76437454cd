import { type Service, consumers, resourceName } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { type Judgement, failed, summarize, warning } from '../finding';
import { type Mapping } from '../ports';

interface ConsumerMappings {
  readonly service: Service;
  readonly queue: string;
  readonly mappings: readonly Mapping[];
}

/** Whether the functions are told of the messages in their queues. */
export const mappingsCheck: Check<readonly ConsumerMappings[]> = {
  area: 'mappings',
  read: ({ ports, stage }) =>
    Promise.all(
      consumers.map(async ({ service, queue }) => ({
        service,
        queue,
        mappings: await ports.readMappings(resourceName(stage, service)),
      })),
    ),
  judge: (all, { stage }) => {
    const problems = all.flatMap((one) => judge(one, stage));
    return summarize(all.length, problems, 'queues are consumed');
  },
};

/** @returns At most one: the first thing that is wrong. */
function judge({ service, queue, mappings }: ConsumerMappings, stage: string): Judgement[] {
  const mapping = mappings.find(({ queueName }) => queueName === resourceName(stage, queue));
  const deploy = deployAgain(stage, service);
  if (!mapping) return [failed(`the ${service} does not consume ${queue}: there is no mapping`, deploy)];
  const enable = `aws lambda update-event-source-mapping --enabled --uuid ${mapping.id}`;
  if (/^Disabl/.test(mapping.state)) {
    return [failed(`the mapping of ${queue} to the ${service} is ${mapping.state}: messages wait`, enable)];
  }
  if (mapping.lastResult?.startsWith('PROBLEM')) {
    return [failed(`the mapping of ${queue} to the ${service} can't poll: ${mapping.lastResult}`, deploy)];
  }
  if (mapping.state !== 'Enabled') {
    return [warning(`the mapping of ${queue} to the ${service} is ${mapping.state}`, 'run this again in a minute')];
  }
  return [];
}
