import { useEnvFile } from './use-env-file';
import { useStageRegion } from './use-stage-region';

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
