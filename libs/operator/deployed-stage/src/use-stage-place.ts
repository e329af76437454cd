import { knownStages, stageNameOf } from '@pulso/infra/stages';

import { useEnvFile } from './use-env-file';

interface StagePlace {
  readonly stage: string;
  /** What `--env` says. */
  readonly envFile?: string | undefined;
}

/**
 * Lets clients of AWS that are made from now on look where a stage is: in the local cloud that a file leads to, else in the
 * region of the stage's settings.
 *
 * @param environment - Is changed.
 * @returns The region that counts.
 * @throws {UsageError} The file can't be read, or holds something else than variables.
 * @throws {UnknownStageError} There are no settings of such a stage.
 */
export function useStagePlace({ stage, envFile }: StagePlace, environment: Record<string, string | undefined>): string {
  useEnvFile(envFile, environment);
  return useStageRegion(stage, environment);
}

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
