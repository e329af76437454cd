import { isDeepStrictEqual } from 'node:util';

import { normalised } from './compare-outcomes';
import { nameOf } from './contents';
import { type Difference } from './difference';
import { type Item } from './generate-values';
import { type Outcome } from './perform-step';
import { codesOf, guide, type KnownDifference, messageOf, outputOf, reference } from './known-difference';
import { type Step } from './step';
import { targetPaths } from './target-paths';

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

const attributesOf = (outcome: Outcome): Readonly<Record<string, unknown>> =>
  (outputOf(outcome)?.['Attributes'] ?? {}) as Record<string, unknown>;

const attributesBeside = (names: readonly string[], outcome: Outcome): unknown =>
  normalised(Object.fromEntries(Object.entries(attributesOf(outcome)).filter(([name]) => !names.includes(name))));

/** @returns The update expressions of a write, or of a transaction's members. */
const updatesOf = ({ input }: Step): readonly string[] =>
  [
    input,
    ...((input['TransactItems'] ?? []) as readonly Readonly<Record<string, Step['input']>>[]).map(
      ({ Update = {} }) => Update,
    ),
  ].flatMap(({ UpdateExpression }) => (typeof UpdateExpression === 'string' ? [UpdateExpression] : []));

/** @returns The attributes of which an update changes elements. */
function changedLists({ input }: Step): readonly string[] {
  const names = (input['ExpressionAttributeNames'] ?? {}) as Readonly<Record<string, string>>;
  return targetPaths(String(input['UpdateExpression']), names)
    .filter((path) => path.length === 2 && typeof path[1] === 'number')
    .map(([name]) => String(name));
}

const elementsOf = (name: string, outcome: Outcome): readonly string[] =>
  ((attributesOf(outcome)[name] as { readonly L?: readonly unknown[] } | undefined)?.L ?? []).map((element) =>
    JSON.stringify(normalised(element)),
  );

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
    name: 'an element of NULL',
    right: 'ours',
    reason: 'NULL has no elements, so the path is invalid; theirs makes a list of it.',
    see: `${guide}/Expressions.Attributes.html`,
    covers: (difference) => {
      const { kept = {}, step } = difference;
      const item = kept[nameOf(String(step.input['TableName']), (step.input['Key'] ?? {}) as Item)];
      return (
        refusesAlone(difference, /^The document path provided/) &&
        changedLists(step).some((name) => isDeepStrictEqual(item?.[name], { NULL: true }))
      );
    },
  },
  {
    name: 'an update that only takes away, where there is no item',
    right: 'ours',
    reason: 'There is nothing to take away, and no item is made; theirs makes one of the key alone.',
    see: 'https://github.com/scylladb/scylladb/blob/master/test/alternator/test_item.py',
    covers: ({ aspect, step, ours, theirs, stored }) => {
      const removals = updatesOf(step).filter(
        (text) => /^(?:REMOVE|DELETE) /i.test(text) && !/\b(?:SET|ADD) /i.test(text),
      );
      if (removals.length === 0) return false;
      if (!stored) {
        return (
          aspect === 'result' &&
          isDeepStrictEqual(outputOf(ours), {}) &&
          isDeepStrictEqual(normalised(attributesOf(theirs)), normalised(step.input['Key']))
        );
      }
      const added = Object.keys(stored.theirs).filter((key) => !(key in stored.ours));
      return (
        added.length > 0 &&
        added.every((key) => Object.keys(stored.theirs[key] ?? {}).every((name) => name === 'pk' || name === 'sk')) &&
        Object.entries(stored.ours).every(([key, item]) =>
          isDeepStrictEqual(normalised(item), normalised(stored.theirs[key])),
        )
      );
    },
  },
  {
    name: 'an update of a key',
    right: 'ours',
    reason: 'Keys are not updated; theirs does it in a transaction, and else looks at the condition first.',
    see: `${reference}/API_AttributeValueUpdate.html`,
    covers: ({ step, ours }) => {
      const key = /Cannot update attribute (\w+)\. This attribute is part of the key$/.exec(messageOf(ours))?.[1];
      return key !== undefined && updatesOf(step).some((text) => new RegExp(`(?:[ ,#])${key}\\b`).test(text));
    },
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
    name: 'the whole list for an element',
    right: 'ours',
    reason: 'Of a list in which elements change, theirs returns all of it at times; ours what the paths lead to.',
    see: 'https://github.com/scylladb/scylladb/blob/master/test/alternator/test_returnvalues.py',
    covers: ({ aspect, step, ours, theirs }) => {
      if (aspect !== 'result' || !/^UPDATED_/.test(String(step.input['ReturnValues']))) return false;
      const lists = changedLists(step);
      return (
        lists.length > 0 &&
        isDeepStrictEqual(attributesBeside(lists, ours), attributesBeside(lists, theirs)) &&
        lists.every((name) => {
          const all = elementsOf(name, theirs);
          return elementsOf(name, ours).every((element) => all.includes(element));
        })
      );
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
