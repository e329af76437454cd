import { type Patterns, type Statement } from '../document/policy';
import { type AccessRequest } from './decide';
import { fitsAction, fitsArn } from './wildcards';

/** One action, or one resource, that a statement allows. */
export interface Grant {
  /** What the statement's policy belongs to, for example `role pulso-local-bot`. */
  readonly where: string;
  readonly sid: string;
  readonly element: 'action' | 'resource';
  /** The pattern as the policy has it; `everything but ...` where it names what is left out. */
  readonly pattern: string;
}

/** Remembers which grants were needed. */
export interface GrantUses {
  /** Notes that a statement has allowed a request. */
  note(by: Statement, request: Pick<AccessRequest, 'action' | 'resource'>): void;
  /** @returns The grants that allowed something so far, in the order of the statements. */
  used(): Grant[];
  /** @returns The grants that allowed nothing so far. */
  unused(): Grant[];
}

/**
 * Watches what the `Allow` statements are needed for: what nothing needs is a permission too many.
 *
 * A request counts for the first pattern that fits, so that of two patterns for the same thing the second is unused.
 */
export function createGrantUses(statements: readonly Statement[]): GrantUses {
  const usedKeys = new Set<string>();
  const grants = statements.filter(({ effect }) => effect === 'Allow').flatMap(grantsOf);
  return {
    note: (by, { action, resource }) => {
      const { actions, resources } = by;
      usedKeys.add(keyOf(grantOf(by, 'action', actions, (pattern) => fitsAction(pattern, action))));
      if (resources) usedKeys.add(keyOf(grantOf(by, 'resource', resources, (pattern) => fitsArn(pattern, resource))));
    },
    used: () => grants.filter((grant) => usedKeys.has(keyOf(grant))),
    unused: () => grants.filter((grant) => !usedKeys.has(keyOf(grant))),
  };
}

const grantsOf = (statement: Statement): Grant[] => [
  ...namesOf(statement.actions).map((pattern) => grant(statement, 'action', pattern)),
  ...(statement.resources ? namesOf(statement.resources) : []).map((pattern) => grant(statement, 'resource', pattern)),
];

const grantOf = (
  statement: Statement,
  element: Grant['element'],
  { negated, patterns }: Patterns,
  fits: (pattern: string) => boolean,
): Grant => grant(statement, element, negated ? allBut(patterns) : (patterns.find(fits) ?? ''));

const grant = ({ where, sid }: Statement, element: Grant['element'], pattern: string): Grant => ({
  where,
  sid,
  element,
  pattern,
});

const namesOf = ({ negated, patterns }: Patterns): readonly string[] =>
  negated ? [allBut(patterns)] : [...new Set(patterns)];

const allBut = (patterns: readonly string[]): string => `everything but ${patterns.join(', ')}`;

const keyOf = ({ where, sid, element, pattern }: Grant): string => JSON.stringify([where, sid, element, pattern]);
