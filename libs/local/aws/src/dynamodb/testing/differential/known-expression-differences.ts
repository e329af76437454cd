import { hasDefect } from './has-defect';
import { errorOf, guide, isInvalid, type KnownDifference, messageOf, reference, codesOf } from './known-difference';

const syntaxError = /^Invalid \w+: Syntax error; token: /;

/** What is wrong with an update of one item, found when it is applied. */
const updateDefect =
  /refers to an attribute that does not exist|document path provided|has an incorrect data type|Type mismatch for/;

/** Of values and of expressions: what is wrong with them for every item. */
export const expressionDifferences: readonly KnownDifference[] = [
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
      hasDefect(step, messageOf(ours)) &&
      codesOf(theirs).includes('ValidationError'),
  },
  {
    name: 'an invalid expression that is not checked',
    right: 'ours',
    reason: 'Theirs evaluates an expression before it has checked all of it, and does not reach what is wrong.',
    see: `${guide}/Expressions.OperatorsAndFunctions.html`,
    covers: ({ aspect, step, ours, theirs }) =>
      aspect !== 'stored' && isInvalid(ours) && !isInvalid(theirs) && hasDefect(step, messageOf(ours)),
  },
  {
    name: 'another defect of the same input',
    right: 'undocumented',
    reason: 'The expression that ours refuses is wrong; theirs refuses it, or something else, for another reason.',
    see: `${guide}/Programming.Errors.html`,
    covers: ({ aspect, step, ours, theirs }) =>
      aspect === 'message' && isInvalid(theirs) && hasDefect(step, messageOf(ours)),
  },
  {
    name: 'a syntax error and another defect',
    right: 'undocumented',
    reason: 'Theirs looks for the table, or for names, values and reserved words, before it has parsed the expression.',
    see: `${guide}/Programming.Errors.html`,
    covers: ({ aspect, step, ours, theirs }) =>
      syntaxError.test(messageOf(ours)) &&
      (aspect === 'message' ||
        (errorOf(theirs) === 'ResourceNotFoundException' && step.input['TableName'] === 'nothing')),
  },
  {
    name: 'a keyword and a placeholder without a space',
    right: 'undocumented',
    reason: 'The grammar does not say whether "AND:v" is two tokens; ours refuses it.',
    see: `${guide}/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Syntax`,
    covers: ({ ours }) =>
      /Syntax error; token: "[#:]\w+", near: "(?:AND|OR|NOT|IN|BETWEEN|SET|REMOVE|ADD|DELETE)[#:]/i.test(
        messageOf(ours),
      ),
  },
  {
    name: 'two defects of one update',
    right: 'undocumented',
    reason: 'Two actions of an update do not fit the item, and each reports another one.',
    see: `${guide}/Programming.Errors.html`,
    covers: ({ aspect, ours, theirs }) =>
      aspect === 'message' && updateDefect.test(messageOf(ours)) && updateDefect.test(messageOf(theirs)),
  },
  {
    name: 'a large item and an invalid condition',
    right: 'undocumented',
    reason: 'Ours measures the item first.',
    see: `${guide}/Programming.Errors.html`,
    covers: ({ aspect, ours, theirs }) =>
      aspect === 'message' &&
      /Item size has exceeded/.test(messageOf(ours)) &&
      /Invalid ConditionExpression/.test(messageOf(theirs)),
  },
];
