/**
 * Writes the options with which a further command reaches the same stage.
 *
 * @example stageArguments('local', 'tmp/local.env'); // '--stage local --env tmp/local.env'
 */
export const stageArguments = (stage: string, envFile: string | undefined): string =>
  `--stage ${stage}${envFile === undefined ? '' : ` --env ${envFile}`}`;
