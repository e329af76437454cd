import { type DynamoDbService, type LogStore, type SqsService, type SsmService } from '@pulso/local-aws';

import { type OpenState, type SavedCloud } from './open-state';

/** What keeps something. */
export interface KeepingServices {
  readonly sqs: SqsService;
  readonly dynamoDb: DynamoDbService;
  readonly ssm: SsmService;
  readonly logs: LogStore;
}

/**
 * Saves everything as it is in one moment: a message that was deleted because an item was written is never saved without
 * the item.
 */
export async function saveCloud(
  state: OpenState,
  { sqs, dynamoDb, ssm, logs }: KeepingServices,
  cloud: () => SavedCloud,
  isLast: boolean,
): Promise<void> {
  const { records, together } = await dynamoDb.dump(() => ({
    cloud: [JSON.stringify(cloud())],
    sqs: sqs.dump(),
    logs: logs.dump(),
    ssm: ssm.dump(),
  }));
  await state.save({ ...together, dynamodb: records }, isLast);
}
