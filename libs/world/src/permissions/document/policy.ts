/** What a policy is attached to: it decides which elements a statement must have and must not have. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** A list of patterns, and whether they name what is meant or what is left out (`NotAction`, `NotResource`). */
export interface Patterns {
  readonly negated: boolean;
  /** With `*` and `?`. */
  readonly patterns: readonly string[];
}

/** One condition: an operator, a key and the values to compare with. All conditions of a statement must hold. */
export interface Condition {
  /** Without prefix and suffix, for example `StringEquals`. */
  readonly operator: string;
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
  /** In lower case: keys are the same in any case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Whom a statement of a resource policy or a trust policy is about. */
export interface PrincipalPatterns {
  readonly negated: boolean;
  /** By kind, `AWS` or `Service`; `*` for all principals. */
  readonly members: readonly { readonly kind: 'AWS' | 'Service' | '*'; readonly name: string }[];
}

/** One statement with everything that it needs to be evaluated. */
export interface Statement {
  /** What its policy belongs to, for example `role pulso-local-bot`. */
  readonly where: string;
  /** Its `Sid`, or its place in the policy, counted from 1, as `#2`. */
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns;
  /** Absent in a trust policy: the role itself is meant. */
  readonly resources?: Patterns;
  /** Absent in an identity policy: its holder is meant. */
  readonly principals?: PrincipalPatterns;
  readonly conditions: readonly Condition[];
}
