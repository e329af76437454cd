/** A policy that AWS would refuse, or one that means something that is not evaluated here. */
export class InvalidPolicyError extends Error {
  override readonly name = 'InvalidPolicyError';
  /** What the policy belongs to, for example `role pulso-local-bot, policy 1`. */
  readonly where: string;

  constructor(where: string, problem: string) {
    super(`${where}: ${problem}.`);
    this.where = where;
  }
}
