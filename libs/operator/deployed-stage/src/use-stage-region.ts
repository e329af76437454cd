import { knownStages, stageNameOf } from '@pulso/infra/stages';

/**
 * Puts the region of a stage's settings into the environment where it names none, so that a client of AWS looks where the
 * stage is. A region of the profile does not count: it belongs to a person, not to the stage.
 *
 * @param environment - Is changed; what `--env` leads to must be in it already.
 * @returns The region that counts.
 * @throws {UnknownStageError} There are no settings of such a stage.
 */
export function useStageRegion(stage: string, environment: Record<string, string | undefined>): string {
  return (environment['AWS_REGION'] ||= knownStages[stageNameOf(stage)].region);
}
