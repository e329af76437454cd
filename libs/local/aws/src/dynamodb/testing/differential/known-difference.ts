import { type Difference } from './difference';
import { type Outcome } from './perform-step';

/** A difference that has been looked into. */
export interface KnownDifference {
  readonly name: string;
  /** Which of the two does what AWS documents. */
  readonly right: 'ours' | 'theirs' | 'undocumented';
  readonly reason: string;
  /** The page that says who is right; of what is undocumented, the page that would say it. */
  readonly see: string;
  covers(difference: Difference): boolean;
}

export const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
export const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

export const messageOf = (outcome: Outcome): string => ('message' in outcome ? outcome.message : '');

export const errorOf = (outcome: Outcome): string => ('error' in outcome ? outcome.error : '');

/** @returns Those of a cancelled transaction's reasons. */
export const codesOf = (outcome: Outcome): (string | undefined)[] =>
  'reasons' in outcome ? (outcome.reasons ?? []).map(({ Code }) => Code) : [];

export const outputOf = (outcome: Outcome): Readonly<Record<string, unknown>> | undefined =>
  'output' in outcome ? outcome.output : undefined;

export const isInvalid = (outcome: Outcome): boolean => errorOf(outcome) === 'ValidationException';
