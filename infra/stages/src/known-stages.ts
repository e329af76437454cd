import { local } from './local';
import { prod } from './prod';
import { type StageSettings } from './stage-settings';

/** Every stage by its name. */
export const knownStages = { local, prod } satisfies Readonly<Record<string, StageSettings>>;

export type StageName = keyof typeof knownStages;

/**
 * Finds a stage by its name.
 *
 * @param stage - Usually the environment variable STAGE. Unset or empty: `local`, which can't be deployed by accident.
 * @throws {UnknownStageError} Lists the stages that exist. Not retryable.
 */
export function stageNameOf(stage: string | undefined): StageName {
  const name = stage || local.stage;
  if (isStageName(name)) return name;
  throw new UnknownStageError(name, Object.keys(knownStages));
}

const isStageName = (name: string): name is StageName => Object.hasOwn(knownStages, name);

/** The stage has no settings file. */
export class UnknownStageError extends Error {
  override readonly name = 'UnknownStageError';
  readonly stage: string;
  readonly knownStages: readonly string[];

  constructor(stage: string, knownStages: readonly string[]) {
    super(
      `There are no settings for the stage "${stage}". Known are ${knownStages.join(', ')}; ` +
        'a further stage is a file in infra/stages/src, and its name in known-stages.ts there.',
    );
    this.stage = stage;
    this.knownStages = knownStages;
  }
}
