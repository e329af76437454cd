/** The stage is not ready for what was asked. The message says what to do; then run the command again. */
export class NotReadyError extends Error {
  override readonly name: string = 'NotReadyError';
}

/** A part of the stage is not where the credentials lead: it was never deployed, or they lead elsewhere. */
export class NotDeployedError extends NotReadyError {
  override readonly name = 'NotDeployedError';
  /** What is not there, without a full stop: `There is no function pulso-prod-bot`. */
  readonly problem: string;
  /** What to do where the stage should be, without a full stop. */
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem} in this account and region. ${remedy}, or choose another AWS_REGION.`);
    this.problem = problem;
    this.remedy = remedy;
  }
}

/**
 * Waits for what AWS answers about one part of a stage.
 *
 * @throws {NotDeployedError} There is no such resource.
 * @throws What `asking` throws.
 */
export async function orNotDeployed<T>(asking: Promise<T>, problem: string, remedy: string): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    throw new NotDeployedError(problem, remedy);
  }
}
