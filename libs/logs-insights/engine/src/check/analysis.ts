import { type Comparison, type Expression, type Membership } from '../syntax/expression';
import { type Split } from './compare-sets';
import { type Environment } from './environment';
import { type Finding } from './finding';
import { type Refinement, joinRefinements, nothingKnown } from './refinement';
import { type ValueSet, canBeFalse, canBeTrue, falsyOf, flags, isNoValue, truthyOf } from './value-set';

/** What an expression can give, and what is known of the names in it when it holds as a condition and when it does not. */
export interface Analysis {
  readonly values: ValueSet;
  /** undefined when it never holds. */
  readonly whenTrue: Refinement | undefined;
  /** undefined when it always holds. */
  readonly whenFalse: Refinement | undefined;
}

/** Where an expression is looked at. */
export interface View {
  /** The query. */
  readonly text: string;
  readonly environment: Environment;
  /** What the arguments of aggregate functions see; absent where there are none. */
  readonly rows?: { readonly environment: Environment; readonly areGrouped: boolean };
  /** Takes what is found. */
  readonly report: (finding: Finding) => void;
  /** Takes a comparison of which is known whether it is right, so that it need not be warned of for its looks. */
  readonly settle: (comparison: Comparison | Membership) => void;
}

/** Analyses a part of an expression. */
export type Analyze = (expression: Expression, view: View) => Analysis;

/** @returns The analysis of an expression of which only its values are known. */
export const analysisOf = (values: ValueSet): Analysis => ({
  values,
  whenTrue: canBeTrue(values) ? nothingKnown : undefined,
  whenFalse: canBeFalse(values) ? nothingKnown : undefined,
});

/** @returns The analysis of a name. */
export const analysisOfName = (name: string, values: ValueSet): Analysis => ({
  values,
  whenTrue: canBeTrue(values) ? new Map([[name, truthyOf(values)]]) : undefined,
  whenFalse: canBeFalse(values) ? new Map([[name, falsyOf(values)]]) : undefined,
});

/** @returns The analysis of a condition, which gives 1 or 0. */
export const analysisOfCondition = (whenTrue: Refinement | undefined, whenFalse: Refinement | undefined): Analysis => ({
  values: whenTrue && whenFalse ? flags : whenTrue ? truthyOf(flags) : falsyOf(flags),
  whenTrue,
  whenFalse,
});

/** @returns What is known when the values of an operand are among `kept`, which are some of those that it can have. */
export function refinementOf(operand: Expression, analysis: Analysis, kept: ValueSet): Refinement | undefined {
  if (isNoValue(kept)) return undefined;
  if (operand.type === 'field') return new Map([[operand.name, kept]]);
  const { whenTrue, whenFalse } = analysis;
  return joinRefinements([canBeTrue(kept) ? whenTrue : undefined, canBeFalse(kept) ? whenFalse : undefined]);
}

/** @returns The analysis of a condition that splits the values of one operand. */
export const analysisOfSplit = (operand: Expression, analysis: Analysis, { whenTrue, whenFalse }: Split): Analysis =>
  analysisOfCondition(refinementOf(operand, analysis, whenTrue), refinementOf(operand, analysis, whenFalse));
