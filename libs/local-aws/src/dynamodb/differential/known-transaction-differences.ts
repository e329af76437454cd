import { isDeepStrictEqual } from 'node:util';

import { comparable, normalised } from './compare-outcomes';
import { errorOf, isInvalid, type KnownDifference, outputOf, reference } from './known-difference';

/** Of transactions alone. */
export const transactionDifferences: readonly KnownDifference[] = [
  {
    name: 'a token and invalid members',
    right: 'undocumented',
    reason: 'The token is of another transaction and the members are invalid: either is told.',
    see: `${reference}/API_TransactWriteItems.html`,
    covers: ({ ours, theirs }) =>
      [ours, theirs].some(isInvalid) &&
      [ours, theirs].some((outcome) => errorOf(outcome) === 'IdempotentParameterMismatchException'),
  },
  {
    name: 'reasons of other members',
    right: 'undocumented',
    reason: 'A condition has failed already: theirs goes on and finds updates that would have failed as well.',
    see: `${reference}/API_TransactWriteItems.html`,
    covers: ({ aspect, step, ours, theirs }) => {
      if (aspect !== 'result' || !('reasons' in ours) || !('reasons' in theirs)) return false;
      const reasons = (theirs.reasons ?? []).map((reason) =>
        reason.Code === 'ValidationError' ? { Code: 'None' } : reason,
      );
      return isDeepStrictEqual(comparable(step, ours), comparable(step, { ...theirs, reasons }));
    },
  },
  {
    name: 'an update of a key in a transaction',
    right: 'ours',
    reason: 'Keys are not updated; theirs does it, and has an item then that no key reaches.',
    see: `${reference}/API_AttributeValueUpdate.html`,
    covers: ({ ours }) => 'reasons' in ours && JSON.stringify(ours.reasons).includes('is part of the key'),
  },
  {
    name: 'keys beside a projection',
    right: 'ours',
    reason: 'Theirs adds the key to what a projection of TransactGetItems asks for.',
    see: `${reference}/API_Get.html`,
    covers: ({ aspect, step, ours, theirs }) =>
      aspect === 'result' &&
      step.operation === 'TransactGetItems' &&
      isDeepStrictEqual(withoutKeys(outputOf(ours)), withoutKeys(outputOf(theirs))),
  },
];

/** Responses without the attributes of keys; one that holds nothing else is an empty response. */
const withoutKeys = (output: Readonly<Record<string, unknown>> | undefined): unknown =>
  ((normalised(output?.['Responses']) ?? []) as readonly { readonly Item?: Readonly<Record<string, unknown>> }[]).map(
    ({ Item = {} }) =>
      JSON.stringify(
        Object.entries(Item)
          .filter(([name]) => name !== 'pk' && name !== 'sk')
          .sort(),
      ),
  );
