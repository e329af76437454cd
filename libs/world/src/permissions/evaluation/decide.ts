import { conditionHolds, type RequestContext } from '../condition/condition-holds';
import { type Patterns, type Statement } from '../document/policy';
import { isAbout, type Principal } from './principal';
import { fitsAction, fitsArn } from './wildcards';

/** One action on one resource. A call that needs several is several requests. */
export interface AccessRequest {
  readonly principal: Principal;
  /** @example 'sqs:SendMessage' */
  readonly action: string;
  /** An ARN, or `*` for actions that know no resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** The policies that have a say. */
export interface ApplicablePolicies {
  /** Of the principal's role. */
  readonly identity: readonly Statement[];
  /** Of the resource; a role's trust policy for `sts:AssumeRole`. */
  readonly resource: readonly Statement[];
}

export type Decision =
  | {
      readonly allowed: true;
      /** The first statement that allows. */
      readonly by: Statement;
    }
  | { readonly allowed: false; readonly reason: 'explicit-identity' | 'explicit-resource' | 'implicit' };

/**
 * Decides a request inside one account: a `Deny` anywhere wins, else one `Allow` of either kind of policy is enough, else
 * it is denied.
 *
 * Not evaluated: permission boundaries, session policies, policies of organizations, keys of KMS, other accounts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(request: AccessRequest, { identity, resource }: ApplicablePolicies): Decision {
  const applies = (statement: Statement): boolean => appliesTo(statement, request);
  if (identity.some((statement) => statement.effect === 'Deny' && applies(statement))) {
    return { allowed: false, reason: 'explicit-identity' };
  }
  if (resource.some((statement) => statement.effect === 'Deny' && applies(statement))) {
    return { allowed: false, reason: 'explicit-resource' };
  }
  const by = [...identity, ...resource].find((statement) => statement.effect === 'Allow' && applies(statement));
  return by ? { allowed: true, by } : { allowed: false, reason: 'implicit' };
}

function appliesTo(statement: Statement, { principal, action, resource, context }: AccessRequest): boolean {
  return (
    includes(statement.actions, (pattern) => fitsAction(pattern, action)) &&
    (statement.resources === undefined || includes(statement.resources, (pattern) => fitsArn(pattern, resource))) &&
    (statement.principals === undefined || isAbout(statement.principals, principal, statement.effect)) &&
    statement.conditions.every((condition) => conditionHolds(condition, context))
  );
}

const includes = ({ negated, patterns }: Patterns, fits: (pattern: string) => boolean): boolean =>
  patterns.some(fits) !== negated;
