import { type EventSourceMappingDefinition, type FunctionDefinition } from '@pulso/world/stacks';

import { uuidOf } from './function-configuration';

/** @returns The id of a mapping, the same at every start. */
const mappingId = ({ queueArn, functionName }: EventSourceMappingDefinition): string =>
  uuidOf(`${queueArn} ${functionName}`);

/**
 * Describes an event source mapping as Lambda does.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html
 */
export function describeMapping(
  mapping: EventSourceMappingDefinition,
  consumer: FunctionDefinition,
  deployedAtMs: number,
): object {
  const id = mappingId(mapping);
  const [, , , region, account] = consumer.arn.split(':');
  return {
    UUID: id,
    EventSourceMappingArn: `arn:aws:lambda:${region}:${account}:event-source-mapping:${id}`,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.maximumBatchingWindowSeconds,
    EventSourceArn: mapping.queueArn,
    FunctionArn: consumer.arn,
    LastModified: deployedAtMs / 1000,
    State: 'Enabled',
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: mapping.reportsBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(mapping.maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency },
    }),
  };
}
