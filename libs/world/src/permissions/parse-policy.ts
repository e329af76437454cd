/** A policy that AWS would refuse, or that uses features not evaluated here. */
export class InvalidPolicyError extends Error {
  override readonly name = 'InvalidPolicyError';
  /** What the policy belongs to, for example `role pulso-local-bot, policy 1`. */
  readonly where: string;

  constructor(where: string, problem: string) {
    super(`${where}: ${problem}.`);
    this.where = where;
  }
}

/** What a policy is attached to: decides which elements a statement must or must not have. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

const operators = ['ArnLike', 'Bool', 'StringEquals', 'StringLike'] as const;

/** One condition: an operator, a key and the values to compare with. All conditions of a statement must hold. */
export interface Condition {
  readonly operator: (typeof operators)[number];
  /** In lower case: keys are the same in any case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement with everything that it needs to be evaluated. */
export interface Statement {
  /** What its policy belongs to, for example `role pulso-local-bot`. */
  readonly where: string;
  /** Its `Sid`, or its place in the policy, counted from 1, as `#2`. */
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  /** With `*` and `?`. */
  readonly actions: readonly string[];
  /** With `*` and `?`. Absent in a trust policy, which is about its role. */
  readonly resources?: readonly string[];
  /** Names of services, or `*` for everybody. Absent in an identity policy, which is about its holder. */
  readonly principals?: readonly string[];
  readonly conditions: readonly Condition[];
}

export interface ParsePolicyOptions {
  readonly kind: PolicyKind;
  /** What the policy belongs to, for errors and reports. */
  readonly where: string;
  /** The condition keys that requests carry here, in lower case. A condition with another key is refused. */
  readonly conditionKeys: ReadonlySet<string>;
}

const documentMembers = ['Version', 'Statement'];
const statementMembers = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition'];

/**
 * Reads a policy document as our constructs write it.
 *
 * Nothing is ignored: what is not evaluated here (other elements, condition operators or keys, policy variables, other
 * kinds of principals) is refused by name, because an ignored condition would allow or deny by chance.
 *
 * @param document - A JSON value.
 * @throws {InvalidPolicyError} Names the statement and the element. Not retryable.
 * @example
 * parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] }, options);
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: unknown, options: ParsePolicyOptions): Statement[] {
  const { where } = options;
  const { Version: version, Statement: statements } = membersOf(document, documentMembers, where);
  if (version !== '2012-10-17') {
    throw new InvalidPolicyError(where, '"Version" must be "2012-10-17"; the older language is not evaluated here');
  }
  if (!Array.isArray(statements)) throw new InvalidPolicyError(where, '"Statement" must be a list');
  const parsed = statements.map((statement, index) => parseStatement(statement, index, options));
  const repeated = parsed.find(({ sid }, index) => parsed.findIndex((other) => other.sid === sid) < index);
  if (repeated) throw new InvalidPolicyError(where, `two statements have the Sid "${repeated.sid}"`);
  return parsed;
}

function parseStatement(given: unknown, index: number, { kind, where, conditionKeys }: ParsePolicyOptions): Statement {
  const { Sid: sid = `#${index + 1}` } = (given ?? {}) as { readonly Sid?: unknown };
  if (typeof sid !== 'string') throw new InvalidPolicyError(where, '"Sid" must be a text');
  const here = `${where}, statement ${sid}`;
  const statement = membersOf(given, statementMembers, here);
  const { Effect: effect, Action, Resource, Principal, Condition: condition } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw new InvalidPolicyError(here, '"Effect" must be Allow or Deny');
  requireElement('Resource', Resource, kind !== 'trust', here);
  requireElement('Principal', Principal, kind !== 'identity', here);
  const actions = textsOf(Action, '"Action"', here);
  const wrong = actions.find((action) => action !== '*' && !/^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(action));
  if (wrong !== undefined) {
    throw new InvalidPolicyError(here, `"${wrong}" is no action: it must look like sqs:SendMessage`);
  }
  return {
    where,
    sid,
    effect,
    actions,
    ...(Resource !== undefined && { resources: resourcesOf(Resource, here) }),
    ...(Principal !== undefined && { principals: principalsOf(Principal, here) }),
    conditions: condition === undefined ? [] : conditionsOf(condition, conditionKeys, here),
  };
}

function requireElement(name: string, value: unknown, isNeeded: boolean, where: string): void {
  if ((value !== undefined) === isNeeded) return;
  throw new InvalidPolicyError(where, isNeeded ? `it needs "${name}"` : `this kind of policy must not have "${name}"`);
}

function resourcesOf(value: unknown, where: string): readonly string[] {
  const resources = textsOf(value, '"Resource"', where);
  const wrong = resources.find((resource) => resource !== '*' && resource.split(':').length < 6);
  if (wrong === undefined) return resources;
  throw new InvalidPolicyError(where, `"${wrong}" is no resource: it must be an ARN or *`);
}

/** Everybody, or services. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function principalsOf(value: unknown, where: string): readonly string[] {
  if (value === '*') return ['*'];
  const { Service: services } = membersOf(value, ['Service'], `${where}, principal`);
  return textsOf(services, 'the service', where);
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
const conditionsOf = (value: unknown, conditionKeys: ReadonlySet<string>, where: string): Condition[] =>
  Object.entries(membersOf(value, operators, `${where}, condition`)).flatMap(([operator, wanted]) =>
    Object.entries(wanted as object).map(([key, texts]): Condition => {
      if (!conditionKeys.has(key.toLowerCase())) {
        throw new InvalidPolicyError(where, `the condition key "${key}" is not evaluated here`);
      }
      const values = textsOf(texts, `${operator} of ${key}`, where);
      return { operator: operator as Condition['operator'], key: key.toLowerCase(), values };
    }),
  );

/** @throws {InvalidPolicyError} No object, or one with other members. */
function membersOf(value: unknown, known: readonly string[], where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidPolicyError(where, 'it must be a JSON object');
  }
  const other = Object.keys(value).find((name) => !known.includes(name));
  if (other === undefined) return value as Readonly<Record<string, unknown>>;
  throw new InvalidPolicyError(where, `"${other}" is not evaluated here, but only ${known.join(', ')}`);
}

/**
 * Reads a text or a list of texts. Variables such as `${aws:PrincipalTag/team}` would be compared letter by letter here.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function textsOf(value: unknown, what: string, where: string): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0 || !texts.every((text) => typeof text === 'string')) {
    throw new InvalidPolicyError(where, `${what} must be a text or a list of texts`);
  }
  const variable = texts.find((text) => text.includes('${'));
  if (variable === undefined) return texts;
  throw new InvalidPolicyError(where, `the policy variable in "${variable}" is not evaluated here`);
}
