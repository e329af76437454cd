import { parseConditions } from '../condition/parse-conditions';
import { InvalidPolicyError } from '../errors';
import { type Patterns, type PolicyKind, type Statement } from './policy';
import { parsePrincipals } from './parse-principals';
import { isObject, type JsonObject, texts } from './read-json';
import { refuseVariables } from './refuse-variables';

export interface ParsePolicyOptions {
  readonly kind: PolicyKind;
  /** What the policy belongs to, for errors and reports. */
  readonly where: string;
  /** The condition keys that requests carry here, in lower case. A condition with another key is refused. */
  readonly conditionKeys: ReadonlySet<string>;
}

const documentMembers = ['Version', 'Id', 'Statement'];
const statementMembers = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

/**
 * Reads a policy document.
 *
 * Nothing is passed over: what can't be evaluated here (another condition key or operator, policy variables, other kinds
 * of principals) is refused by name, because a condition that is passed over would allow or deny by chance.
 *
 * @param document - A JSON value.
 * @throws {InvalidPolicyError} Names the statement and the element. Not retryable.
 * @example
 * parsePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*' } }, options);
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: unknown, options: ParsePolicyOptions): Statement[] {
  const { where } = options;
  if (!isObject(document)) throw new InvalidPolicyError(where, 'a policy must be a JSON object');
  refuseOthers(document, documentMembers, where);
  if (document['Version'] !== '2012-10-17') {
    throw new InvalidPolicyError(where, '"Version" must be "2012-10-17"; the older language is not evaluated here');
  }
  const { Statement: listed } = document;
  const statements = Array.isArray(listed) ? (listed as readonly unknown[]) : [listed];
  const parsed = statements.map((statement, index) => parseStatement(statement, index, options));
  const repeated = parsed.find(({ sid }, index) => parsed.findIndex((other) => other.sid === sid) < index);
  if (repeated) throw new InvalidPolicyError(where, `two statements have the Sid "${repeated.sid}"`);
  return parsed;
}

function parseStatement(value: unknown, index: number, { kind, where, conditionKeys }: ParsePolicyOptions): Statement {
  if (!isObject(value)) throw new InvalidPolicyError(where, 'a statement must be a JSON object');
  const { Sid: sid = `#${index + 1}`, Effect: effect } = value;
  if (typeof sid !== 'string') throw new InvalidPolicyError(where, '"Sid" must be a text');
  const here = `${where}, statement ${sid}`;
  refuseOthers(value, statementMembers, here);
  if (effect !== 'Allow' && effect !== 'Deny') throw new InvalidPolicyError(here, '"Effect" must be Allow or Deny');
  const actions = patternsOf(value, 'Action', here);
  if (!actions) throw new InvalidPolicyError(here, 'it needs "Action" or "NotAction"');
  for (const action of actions.patterns) requireAction(action, here);
  const resources = patternsOf(value, 'Resource', here);
  requireElements(value, kind, resources !== undefined, here);
  for (const resource of resources?.patterns ?? []) requireResource(resource, here);
  const principals = parsePrincipals(value, here);
  return {
    where,
    sid,
    effect,
    actions,
    ...(resources && { resources }),
    ...(principals && { principals }),
    conditions: parseConditions(value['Condition'], conditionKeys, here),
  };
}

function requireElements(statement: JsonObject, kind: PolicyKind, hasResources: boolean, where: string): void {
  const hasPrincipals = 'Principal' in statement || 'NotPrincipal' in statement;
  if (kind === 'identity' && hasPrincipals) {
    throw new InvalidPolicyError(where, 'an identity policy must not name principals');
  }
  if (kind !== 'identity' && !hasPrincipals) throw new InvalidPolicyError(where, 'it needs "Principal"');
  if (kind === 'trust' && hasResources) throw new InvalidPolicyError(where, 'a trust policy must not name resources');
  if (kind !== 'trust' && !hasResources) throw new InvalidPolicyError(where, 'it needs "Resource" or "NotResource"');
}

function patternsOf(statement: JsonObject, name: 'Action' | 'Resource', where: string): Patterns | undefined {
  const negatedName = `Not${name}`;
  if (!(name in statement) && !(negatedName in statement)) return undefined;
  if (name in statement && negatedName in statement) {
    throw new InvalidPolicyError(where, `it has both "${name}" and "${negatedName}"`);
  }
  const negated = negatedName in statement;
  const patterns = texts(statement[negated ? negatedName : name]);
  if (!patterns || patterns.length === 0) {
    throw new InvalidPolicyError(where, `"${negated ? negatedName : name}" must be a text or a list of texts`);
  }
  return { negated, patterns };
}

function requireAction(action: string, where: string): void {
  if (action === '*' || /^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(action)) return;
  throw new InvalidPolicyError(where, `"${action}" is no action: it must look like sqs:SendMessage`);
}

function requireResource(resource: string, where: string): void {
  refuseVariables(resource, where);
  if (resource === '*' || resource.split(':').length >= 6) return;
  throw new InvalidPolicyError(where, `"${resource}" is no resource: it must be an ARN or *`);
}

function refuseOthers(value: JsonObject, known: readonly string[], where: string): void {
  const other = Object.keys(value).find((name) => !known.includes(name));
  if (other !== undefined) throw new InvalidPolicyError(where, `the element "${other}" does not exist`);
}
