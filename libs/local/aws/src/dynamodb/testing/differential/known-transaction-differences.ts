import { isDeepStrictEqual } from 'node:util';

import { normalised } from './compare-outcomes';
import { errorOf, isInvalid, type KnownDifference, messageOf, outputOf, reference } from './known-difference';

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
    name: 'an empty key of an index in a transaction',
    right: 'undocumented',
    reason: 'Ours cancels, as for a key of another type; theirs refuses the call, with the same text.',
    see: `${reference}/API_TransactWriteItems.html#API_TransactWriteItems_Errors`,
    covers: ({ ours, theirs }) =>
      'reasons' in ours &&
      isInvalid(theirs) &&
      (ours.reasons ?? []).some(
        ({ Message }) => Message === messageOf(theirs) && Message.includes('secondary index key'),
      ),
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
