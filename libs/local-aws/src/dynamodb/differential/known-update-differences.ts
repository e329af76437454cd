import { isDeepStrictEqual } from 'node:util';

import { type Outcome } from './perform-step';
import { codesOf, guide, type KnownDifference, messageOf, outputOf, reference } from './known-difference';

const isInvalidPath = (message = ''): boolean => message.includes('document path provided');

/** Members of a transaction whose path ours refuses are right for theirs, and no others differ. */
const differInPathsOnly = (ours: Outcome, theirs: Outcome): boolean =>
  'reasons' in ours &&
  (ours.reasons ?? []).every(
    ({ Code, Message }, index) => Code === (codesOf(theirs)[index] ?? 'None') || isInvalidPath(Message),
  );

/** Of what an update does to an item, and returns. */
export const updateDifferences: readonly KnownDifference[] = [
  {
    name: 'REMOVE or DELETE below what is not there',
    right: 'ours',
    reason: 'A path whose parent the item does not have is invalid, as it is for SET; theirs has nothing to remove.',
    see: 'https://github.com/scylladb/scylladb/blob/master/test/alternator/test_update_expression.py',
    covers: ({ aspect, step, ours, theirs }) =>
      /(?:REMOVE|DELETE) [^"]*[.[]/.test(JSON.stringify(step.input)) &&
      aspect !== 'stored' &&
      ('reasons' in ours
        ? differInPathsOnly(ours, theirs)
        : outputOf(theirs) !== undefined && isInvalidPath(messageOf(ours))),
  },
  {
    name: 'DELETE from the key of an index',
    right: 'undocumented',
    reason: 'Ours refuses the type of the set, which no key can have; theirs has nothing to delete.',
    see: `${guide}/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.DELETE`,
    covers: ({ aspect, step, ours }) =>
      aspect === 'success' &&
      /DELETE/.test(JSON.stringify(step.input)) &&
      messageOf(ours).includes('Type mismatch for Index Key'),
  },
  {
    name: 'SET beyond the end of an empty list',
    right: 'ours',
    reason: 'The element comes to the end of the list; theirs fills the list up to its index.',
    see: `${guide}/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.SET`,
    covers: ({ aspect, step, theirs, stored }) =>
      (aspect === 'stored' || aspect === 'result') &&
      /SET [^"]*l\[5\]/.test(JSON.stringify(step.input)) &&
      /(?:\{"NULL":true\},){4}/.test(JSON.stringify([theirs, stored?.theirs])),
  },
  {
    name: 'no attributes',
    right: 'undocumented',
    reason: 'An update has no old or new values to return: ours returns an empty map, theirs none.',
    see: `${reference}/API_UpdateItem.html#API_UpdateItem_ResponseElements`,
    covers: ({ aspect, step, ours, theirs }) =>
      aspect === 'result' &&
      step.operation === 'UpdateItem' &&
      isDeepStrictEqual(outputOf(ours), { Attributes: {} }) &&
      isDeepStrictEqual(outputOf(theirs), {}),
  },
  {
    name: 'the old item of a new one',
    right: 'ours',
    reason: 'There was no item, so ALL_OLD has none to return; theirs returns the key.',
    see: `${reference}/API_UpdateItem.html#DDB-UpdateItem-request-ReturnValues`,
    covers: ({ aspect, step, ours, theirs }) =>
      aspect === 'result' &&
      step.input['ReturnValues'] === 'ALL_OLD' &&
      isDeepStrictEqual(outputOf(ours), {}) &&
      isDeepStrictEqual(outputOf(theirs)?.['Attributes'], step.input['Key']),
  },
];
