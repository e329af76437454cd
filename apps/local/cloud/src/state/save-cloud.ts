import { keepSaving, type Saving } from './keep-saving';
import { type OpenState, type SavedCloud } from './open-state';
import { type StatePart } from './state-file';

/** @returns What a service keeps at this moment, as JSON texts. */
type Dump = () => readonly string[];

/** What keeps something. */
export interface KeepingServices extends Readonly<Record<Exclude<StatePart, 'cloud'>, Dump>> {
  readonly cloud: () => SavedCloud;
}

/**
 * Saves from time to time everything as it is in one moment: a message that was deleted because an item was written is
 * never saved without the item.
 *
 * @param onFault - Told why it could not be saved.
 */
export function keepState(
  state: OpenState,
  { cloud, ...others }: KeepingServices,
  onFault: (error: unknown) => void,
): Saving {
  return keepSaving(async (isLast) => {
    const together = {
      cloud: [JSON.stringify(cloud())],
      dynamodb: others.dynamodb(),
      sqs: others.sqs(),
      logs: others.logs(),
      ssm: others.ssm(),
      ses: others.ses(),
      telegram: others.telegram(),
      lambda: others.lambda(),
    };
    await state.save(together, isLast);
  }, onFault);
}
