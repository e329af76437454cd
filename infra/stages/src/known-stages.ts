import { UnknownStageError } from './errors';
import { local } from './local';
import { prod } from './prod';
import { type StageSettings } from './stage-settings';

/** Every stage there is. */
export const knownStages: readonly StageSettings[] = [local, prod];

/**
 * Finds the settings of a stage.
 *
 * @param stage - Usually the environment variable STAGE. Unset or empty: `local`, which can't be deployed by accident.
 * @throws {UnknownStageError} Lists the stages that exist. Not retryable.
 */
export function stageSettings(stage: string | undefined): StageSettings {
  const name = stage || local.stage;
  const settings = knownStages.find((known) => known.stage === name);
  if (!settings) {
    throw new UnknownStageError(
      name,
      knownStages.map((known) => known.stage),
    );
  }
  return settings;
}
