/** One need of a role: a few actions on their resources. */
export interface PolicyStatement {
  readonly sid: string;
  readonly actions: readonly [string, ...string[]];
  readonly resources: readonly [string, ...string[]];
  /** Conditions in IAM's form. Absent: always. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const version = '2012-10-17';

/** Renders an identity policy. Its ARNs are computed: with a reference, a plan would not show the policy. */
export const policyJson = (statements: readonly PolicyStatement[]): string =>
  JSON.stringify({
    Version: version,
    Statement: statements.map(({ sid, actions, resources, condition }) => ({
      Sid: sid,
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      ...(condition ? { Condition: condition } : {}),
    })),
  });

/**
 * Renders the policy that lets an AWS service assume a role.
 *
 * @param condition - Narrows the service to this account's use of it (confused deputy).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const trustPolicyJson = (service: string, condition?: Readonly<Record<string, object>>): string =>
  JSON.stringify({
    Version: version,
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        ...(condition ? { Condition: condition } : {}),
      },
    ],
  });
