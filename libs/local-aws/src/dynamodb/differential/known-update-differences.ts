import { isDeepStrictEqual } from 'node:util';

import { normalised } from './compare-outcomes';
import { type Difference } from './difference';
import { type Outcome } from './perform-step';
import { codesOf, guide, type KnownDifference, messageOf, outputOf, reference } from './known-difference';

/** Ours refuses an update, or a member of a transaction, for one reason, which theirs has not; no other reason differs. */
function refusesAlone({ aspect, ours, theirs }: Difference, reason: RegExp): boolean {
  if (aspect === 'stored' || !('output' in theirs || 'reasons' in theirs)) return false;
  if (!('reasons' in ours)) return 'output' in theirs && reason.test(messageOf(ours));
  const codes = codesOf(theirs);
  return (ours.reasons ?? []).every(
    ({ Code, Message = '' }, index) => Code === (codes[index] ?? 'None') || reason.test(Message),
  );
}

const withoutPadding = (value: unknown): string =>
  JSON.stringify(normalised(value)).replace(/(?:\{"NULL":true\},)+/g, '');

const attributesBeside = (name: string, outcome: Outcome): unknown => {
  const { [name]: _list, ...others } = (outputOf(outcome)?.['Attributes'] ?? {}) as Record<string, unknown>;
  return normalised(others);
};

/** Of what an update does to an item, and returns. */
export const updateDifferences: readonly KnownDifference[] = [
  {
    name: 'REMOVE or DELETE below what is not there',
    right: 'ours',
    reason: 'A path whose parent the item does not have is invalid, as it is for SET; theirs has nothing to remove.',
    see: 'https://github.com/scylladb/scylladb/blob/master/test/alternator/test_update_expression.py',
    covers: (difference) =>
      /(?:REMOVE|DELETE) [^"]*[.[]/.test(JSON.stringify(difference.step.input)) &&
      refusesAlone(difference, /^The document path provided/),
  },
  {
    name: 'SET or ADD below an element that is not there',
    right: 'ours',
    reason: 'A path whose parent the item does not have is invalid; theirs makes a map of the element.',
    see: 'https://github.com/scylladb/scylladb/blob/master/test/alternator/test_update_expression.py',
    covers: (difference) =>
      /(?:SET|ADD) [^"]*\[\d+\]\./.test(JSON.stringify(difference.step.input)) &&
      refusesAlone(difference, /^The document path provided/),
  },
  {
    name: 'DELETE from the key of an index',
    right: 'undocumented',
    reason: 'Ours refuses the type of the set, which no key can have; theirs has nothing to delete.',
    see: `${guide}/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.DELETE`,
    covers: (difference) =>
      /DELETE/.test(JSON.stringify(difference.step.input)) && refusesAlone(difference, /Type mismatch for Index Key/),
  },
  {
    name: 'a default for the key of an index',
    right: 'undocumented',
    reason: 'Ours refuses a default of a type that no key can have; theirs does not where there is a key already.',
    see: `${reference}/API_TransactWriteItems.html#API_TransactWriteItems_Errors`,
    covers: (difference) =>
      /(?:mark|phase|due) = if_not_exists\(/.test(JSON.stringify(difference.step.input)) &&
      refusesAlone(difference, /Type mismatch for Index Key/),
  },
  {
    name: 'SET beyond the end of an empty list',
    right: 'ours',
    reason: 'The element comes to the end of the list; theirs fills the list up to its index.',
    see: `${guide}/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.SET`,
    covers: ({ step, theirs, stored }) =>
      /SET [^"]*l\[[1-9]/.test(JSON.stringify(step.input)) &&
      (stored
        ? withoutPadding(stored.ours) === withoutPadding(stored.theirs)
        : JSON.stringify(outputOf(theirs) ?? null).includes('{"NULL":true},')),
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
    name: 'what is left of a list',
    right: 'undocumented',
    reason:
      'Theirs returns the whole list from which an element is removed as what is updated; ours what the path leads to.',
    see: `${reference}/API_UpdateItem.html#DDB-UpdateItem-request-ReturnValues`,
    covers: ({ aspect, step, ours, theirs }) => {
      if (aspect !== 'result' || !/^UPDATED_/.test(String(step.input['ReturnValues']))) return false;
      const [list] = /(?<=REMOVE [^"]*)\bl(?=\[\d+\])/.exec(JSON.stringify(step.input)) ?? [];
      return list !== undefined && isDeepStrictEqual(attributesBeside(list, ours), attributesBeside(list, theirs));
    },
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
