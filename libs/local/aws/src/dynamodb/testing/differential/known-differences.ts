import { type KnownDifference } from './known-difference';
import { expressionDifferences } from './known-expression-differences';
import { transactionDifferences } from './known-transaction-differences';
import { updateDifferences } from './known-update-differences';

/** All of them; the first that covers a difference counts. */
export const knownDifferences: readonly KnownDifference[] = [
  ...expressionDifferences,
  ...transactionDifferences,
  ...updateDifferences,
];
