import { isDeepStrictEqual } from 'node:util';

import { comparable, normalised } from './compare-outcomes';
import { type Difference } from './difference';
import { type Outcome } from './perform-step';

/** A difference that has been looked into. */
export interface KnownDifference {
  readonly name: string;
  /** Which of the two does what AWS documents. */
  readonly right: 'ours' | 'theirs' | 'undocumented';
  readonly reason: string;
  readonly see: string;
  covers(difference: Difference): boolean;
}

const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

const messageOf = (outcome: Outcome): string => ('message' in outcome ? outcome.message : '');
const errorOf = (outcome: Outcome): string => ('error' in outcome ? outcome.error : '');
const codesOf = (outcome: Outcome): (string | undefined)[] =>
  'reasons' in outcome ? (outcome.reasons ?? []).map(({ Code }) => Code) : [];
const outputOf = (outcome: Outcome): Readonly<Record<string, unknown>> | undefined =>
  'output' in outcome ? outcome.output : undefined;

const isInvalid = (outcome: Outcome): boolean => errorOf(outcome) === 'ValidationException';

/** What is wrong with an expression whatever the item is. */
const staticDefect =
  /^Invalid \w+: (?:Invalid attribute type name found|The BETWEEN operator requires|The first operand must be distinct|The expression has redundant parentheses|Incorrect operand type|Two document paths|Attribute name is a reserved keyword|Syntax error|An expression attribute|The expression can not be empty)|^Value provided in ExpressionAttribute|^ExpressionAttributeValues contains invalid/;

/** What is wrong with an update of one item. */
const updateDefect =
  /refers to an attribute that does not exist|document path provided|has an incorrect data type|Type mismatch for/;

/** Which of two defects of one input each reports: ours, theirs. */
const otherOrders: readonly (readonly [RegExp, RegExp])[] = [
  [staticDefect, /cannot include multiple operations on one item/],
  [staticDefect, /The provided key element does not match the schema/],
  [staticDefect, updateDefect],
  [
    /Two document paths|reserved keyword/,
    /Incorrect operand type|unused in expressions|The expression can not be empty/,
  ],
  [/An expression attribute (?:name|value) used/, /reserved keyword|Syntax error/],
  [/^Invalid KeyConditionExpression/, /Invalid FilterExpression/],
  [/Item size has exceeded/, /Invalid ConditionExpression/],
  [updateDefect, updateDefect],
  [/Two document paths/, /Two document paths/],
  [
    /Incorrect operand type/,
    /refers to an attribute that does not exist|unused in expressions|The expression can not be empty|Two document paths/,
  ],
];

/** All of them, the most specific first. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'a comparison that is refused',
    right: 'theirs',
    reason: 'The engine gets some comparisons wrong: they are refused by name instead, and listed as limits.',
    see: `${guide}/Expressions.OperatorsAndFunctions.html`,
    covers: ({ ours }) => /^The local cloud does not emulate ".+" with /.test(messageOf(ours)),
  },
  {
    name: 'NOT NOT',
    right: 'theirs',
    reason: 'The grammar has NOT before any condition; the parser of the engine takes one of them.',
    see: `${guide}/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Syntax`,
    covers: ({ step, ours }) =>
      /NOT +NOT/i.test(JSON.stringify(step.input)) && messageOf(ours).includes('Syntax error'),
  },
  {
    name: 'a number with a plus sign',
    right: 'undocumented',
    reason: 'The reference has no grammar of numbers; ours refuses "+5".',
    see: `${guide}/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number`,
    covers: ({ ours }) => isInvalid(ours) && /numeric value: \+/.test(messageOf(ours)),
  },
  {
    name: 'an invalid expression in a transaction',
    right: 'undocumented',
    reason: 'Ours refuses the call as it refuses the single write; theirs cancels, with the same text in a reason.',
    see: `${reference}/API_TransactWriteItems.html#API_TransactWriteItems_Errors`,
    covers: ({ step, ours, theirs }) =>
      step.operation.startsWith('Transact') &&
      isInvalid(ours) &&
      staticDefect.test(messageOf(ours)) &&
      codesOf(theirs).includes('ValidationError'),
  },
  {
    name: 'an invalid expression that is not checked',
    right: 'ours',
    reason: 'Theirs evaluates an expression before it has checked all of it, and does not reach what is wrong.',
    see: `${guide}/Expressions.OperatorsAndFunctions.html`,
    covers: ({ aspect, ours, theirs }) =>
      aspect !== 'stored' && isInvalid(ours) && staticDefect.test(messageOf(ours)) && !isInvalid(theirs),
  },
  {
    name: 'the order of checks',
    right: 'undocumented',
    reason: 'The input has two defects, and each reports another one.',
    see: `${guide}/Programming.Errors.html`,
    covers: ({ aspect, ours, theirs }) =>
      aspect === 'message' &&
      otherOrders.some(([first, second]) => first.test(messageOf(ours)) && second.test(messageOf(theirs))),
  },
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
    name: 'REMOVE or DELETE below what is not there',
    right: 'undocumented',
    reason: 'Ours says that the path is invalid, as for SET; theirs has nothing to remove.',
    see: `${guide}/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.REMOVE`,
    covers: ({ aspect, step, ours, theirs }) =>
      (aspect === 'success' ? outputOf(theirs) !== undefined : codesOf(theirs).includes('ValidationError')) &&
      /REMOVE|DELETE/.test(JSON.stringify(step.input)) &&
      /document path provided|ValidationError/.test(messageOf(ours)),
  },
  {
    name: 'an update of a key in a transaction',
    right: 'ours',
    reason: 'Keys are not updated; theirs does it, and has an item then that no key reaches.',
    see: `${reference}/API_Update.html`,
    covers: ({ ours }) => 'reasons' in ours && JSON.stringify(ours.reasons).includes('is part of the key'),
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
    see: `${guide}/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.SET.AddingListElements`,
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
