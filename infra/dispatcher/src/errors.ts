/** Reports refer to destinations or log groups that the stage's settings do not have, or those can't be read. */
export class CatalogueMismatchError extends Error {
  override readonly name = 'CatalogueMismatchError';
  readonly stage: string;
  readonly problems: readonly string[];

  constructor(stage: string, problems: readonly string[]) {
    super(`The settings of stage "${stage}" do not fit the catalogue: ${problems.join('; ')}.`);
    this.stage = stage;
    this.problems = problems;
  }
}
