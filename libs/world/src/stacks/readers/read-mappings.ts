import { type EventSourceMappingDefinition } from '../cloud-definition';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, functionNameOf, readAll } from './located';

/** Queues as sources only; filters, windows per partition and other sources are refused. */
export const readMappings = (resources: readonly ResolvedResource[]): Located<EventSourceMappingDefinition>[] =>
  readAll(resources, 'aws_lambda_event_source_mapping', (parameters) => {
    const scaling = parameters.block('scaling_config');
    const maximumConcurrency = scaling?.optionalNumber('maximum_concurrency');
    scaling?.refuseOthers();
    parameters.allowOnly('enabled', true);
    const mapping: EventSourceMappingDefinition = {
      queueArn: parameters.text('event_source_arn'),
      functionName: functionNameOf(parameters.text('function_name')),
      batchSize: parameters.optionalNumber('batch_size') ?? 10,
      maximumBatchingWindowSeconds: parameters.optionalNumber('maximum_batching_window_in_seconds') ?? 0,
      ...(maximumConcurrency === undefined ? {} : { maximumConcurrency }),
      reportsBatchItemFailures: parameters.texts('function_response_types').includes('ReportBatchItemFailures'),
    };
    parameters.refuseOthers();
    return mapping;
  });
