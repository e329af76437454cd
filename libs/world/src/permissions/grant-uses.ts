import { type AccessRequest } from './decide';
import { type Statement } from './parse-policy';
import { fitsAction, fitsArn } from './wildcards';

/** One action, or one resource, that a statement allows. */
export interface Grant {
  /** The owner of the statement's policy, for example `role pulso-local-bot`. */
  readonly where: string;
  readonly sid: string;
  readonly element: 'action' | 'resource';
  /** The pattern as the policy has it. */
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
 * Records which `Allow` statements are needed: an unused one is a needless permission.
 *
 * A request counts for the first pattern that fits, so the second of two equivalent patterns is unused.
 */
export function createGrantUses(statements: readonly Statement[]): GrantUses {
  const usedKeys = new Set<string>();
  const grants = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ where, sid, actions, resources = [] }): Grant[] => [
      ...[...new Set(actions)].map((pattern) => ({ where, sid, element: 'action' as const, pattern })),
      ...[...new Set(resources)].map((pattern) => ({ where, sid, element: 'resource' as const, pattern })),
    ]);
  return {
    note: ({ where, sid, actions, resources = [] }, { action, resource }) => {
      const usedAction = actions.find((pattern) => fitsAction(pattern, action));
      const usedResource = resources.find((pattern) => fitsArn(pattern, resource));
      usedKeys.add(keyOf({ where, sid, element: 'action', pattern: usedAction ?? '' }));
      usedKeys.add(keyOf({ where, sid, element: 'resource', pattern: usedResource ?? '' }));
    },
    used: () => grants.filter((grant) => usedKeys.has(keyOf(grant))),
    unused: () => grants.filter((grant) => !usedKeys.has(keyOf(grant))),
  };
}

const keyOf = ({ where, sid, element, pattern }: Grant): string => JSON.stringify([where, sid, element, pattern]);
