/** The environment of a function lacks variables or holds malformed ones; `problems` names each of them. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The function's environment is not usable: ${problems.join('; ')}. Set the variables in its stack.`);
    this.problems = problems;
  }
}
