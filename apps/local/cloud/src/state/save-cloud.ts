import { type DynamoDbService } from '@pulso/local-aws';

import { keepSaving, type Saving } from './keep-saving';
import { type OpenState, type SavedCloud } from './open-state';
import { type StatePart } from './state-file';

/** @returns What a service keeps at this moment, as JSON texts. */
type Dump = () => readonly string[];

/** What keeps something; a table is read while others write, so DynamoDB says when the moment is. */
export interface KeepingServices extends Readonly<Record<Exclude<StatePart, 'cloud' | 'dynamodb'>, Dump>> {
  readonly cloud: () => SavedCloud;
  readonly dynamodb: DynamoDbService['dump'];
}

/**
 * Saves from time to time everything as it is in one moment: a message that was deleted because an item was written is
 * never saved without the item.
 *
 * @param onFault - Told why it could not be saved.
 */
export function keepState(
  state: OpenState,
  { cloud, dynamodb, ...others }: KeepingServices,
  onFault: (error: unknown) => void,
): Saving {
  return keepSaving(async (isLast) => {
    const { records, together } = await dynamodb(() => ({
      cloud: [JSON.stringify(cloud())],
      sqs: others.sqs(),
      logs: others.logs(),
      ssm: others.ssm(),
      ses: others.ses(),
      telegram: others.telegram(),
      lambda: others.lambda(),
    }));
    await state.save({ ...together, dynamodb: records }, isLast);
  }, onFault);
}
