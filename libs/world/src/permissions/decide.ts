import { AwsError } from '../aws';
import { type Condition, type Statement } from './parse-policy';
import { fitsAction, fitsArn, fitsPattern } from './wildcards';

/** Who makes a request. */
export type Principal =
  | {
      readonly type: 'role';
      readonly roleArn: string;
      /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
      readonly sessionArn: string;
    }
  /** An AWS service, as `scheduler.amazonaws.com`. */
  | { readonly type: 'service'; readonly name: string }
  /** A caller without a signature. */
  | { readonly type: 'anonymous' };

/** Further facts about a request, by condition key in lower case. */
export type RequestContext = Readonly<Record<string, string>>;

/** One action on one resource. A call that needs several is several requests. */
export interface AccessRequest {
  readonly principal: Principal;
  /** @example 'sqs:SendMessage' */
  readonly action: string;
  /** An ARN, or `*` for actions that know no resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** The policies that apply to a request. */
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
 * Decides a request inside one account: a `Deny` anywhere wins; otherwise one `Allow` of either kind of policy is
 * needed.
 *
 * Not evaluated: permission boundaries, session policies, policies of organizations, keys of KMS, other accounts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(request: AccessRequest, { identity, resource }: ApplicablePolicies): Decision {
  const denies = (statement: Statement): boolean => statement.effect === 'Deny' && appliesTo(statement, request);
  if (identity.some(denies)) return { allowed: false, reason: 'explicit-identity' };
  if (resource.some(denies)) return { allowed: false, reason: 'explicit-resource' };
  const allows = (statement: Statement): boolean => statement.effect === 'Allow' && appliesTo(statement, request);
  const by = [...identity, ...resource].find(allows);
  return by ? { allowed: true, by } : { allowed: false, reason: 'implicit' };
}

function appliesTo(
  { actions, resources, principals, conditions }: Statement,
  { principal, action, resource, context }: AccessRequest,
): boolean {
  const service = principal.type === 'service' ? principal.name : undefined;
  return (
    actions.some((pattern) => fitsAction(pattern, action)) &&
    (resources?.some((pattern) => fitsArn(pattern, resource)) ?? true) &&
    (principals?.some((name) => name === '*' || name === service) ?? true) &&
    conditions.every((condition) => conditionHolds(condition, context))
  );
}

/** A condition on an absent key does not hold. */
function conditionHolds({ operator, key, values }: Condition, context: RequestContext): boolean {
  const actual = Object.hasOwn(context, key) ? context[key] : undefined;
  return actual !== undefined && values.some((wanted) => fits(operator, actual, wanted));
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function fits(operator: Condition['operator'], actual: string, wanted: string): boolean {
  switch (operator) {
    case 'StringEquals':
      return actual === wanted;
    case 'StringLike':
      return fitsPattern(wanted, actual);
    case 'ArnLike':
      return fitsArn(wanted, actual);
    case 'Bool':
      return actual.toLowerCase() === wanted.toLowerCase();
    default:
      return operator satisfies never;
  }
}

/**
 * Says why a request was denied, in AWS's words.
 *
 * @param user - The session's ARN.
 * @example
 * 'User: arn:aws:sts::000000000000:assumed-role/bot/bot is not authorized to perform: sqs:sendmessage on resource: ' +
 *   'arn:aws:sqs:eu-central-1:000000000000:jobs because no identity-based policy allows the sqs:sendmessage action'
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialText(
  user: string,
  { action, resource }: Pick<AccessRequest, 'action' | 'resource'>,
  { reason }: Extract<Decision, { allowed: false }>,
): string {
  const refused = `User: ${user} is not authorized to perform: ${action} on resource: ${resource}`;
  switch (reason) {
    case 'explicit-identity':
      return `${refused} with an explicit deny in an identity-based policy`;
    case 'explicit-resource':
      return `${refused} with an explicit deny in a resource-based policy`;
    case 'implicit':
      return `${refused} because no identity-based policy allows the ${action} action`;
    default:
      return reason satisfies never;
  }
}

/**
 * The error with which a service denies a call.
 *
 * @param userArn - Of the caller's session.
 */
export function accessDenied(
  userArn: string,
  { action, resource }: Pick<AccessRequest, 'action' | 'resource'>,
  denied: Extract<Decision, { allowed: false }>,
): AwsError {
  const [service] = action.split(':');
  // SQS has kept the words of its retired Query protocol (unverified for JSON).
  const isSqs = service === 'sqs';
  const text = denialText(userArn, { action: isSqs ? action.toLowerCase() : action, resource }, denied);
  return new AwsError(isSqs ? 'AccessDenied' : 'AccessDeniedException', text, { status: refusalStatusOf(service) });
}

const since2012: readonly string[] = ['dynamodb', 'logs', 'ssm'];

/**
 * The status of a service's refusal of a caller: 400 from services that have used JSON from the beginning, 403 from the
 * others.
 *
 * @param service - SigV4 service name; undefined when a request does not tell.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (400)
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html (403)
 */
export const refusalStatusOf = (service: string | undefined): 400 | 403 =>
  service !== undefined && since2012.includes(service) ? 400 : 403;
