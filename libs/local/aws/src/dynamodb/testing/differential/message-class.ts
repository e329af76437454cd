/**
 * The texts of DynamoDB's errors that both implementations use; what else they say is not compared.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const texts: readonly string[] = [
  'Syntax error; token:',
  'Two document paths overlap',
  'Two document paths conflict',
  'An expression attribute value used in expression is not defined',
  'An expression attribute name used in the document path is not defined',
  'Value provided in ExpressionAttributeValues unused in expressions',
  'Value provided in ExpressionAttributeNames unused in expressions',
  'Attribute name is a reserved keyword',
  'The expression can not be empty',
  'An operand in the update expression has an incorrect data type',
  'The provided expression refers to an attribute that does not exist in the item',
  'The document path provided in the update expression is invalid for update',
  'Incorrect operand type for operator or function',
  'The provided key element does not match the schema',
  'Cannot update attribute',
  'Item size has exceeded the maximum allowed size',
  'Item size to update has exceeded the maximum allowed size',
  'Type mismatch for',
  'The conditional request failed',
  'Transaction cancelled, please refer cancellation reasons',
  'Transaction request cannot include multiple operations on one item',
  'Provided list of item keys contains duplicates',
];

/** @returns The text that a message holds; undefined for one that is compared by its error's name only. */
export const messageClassOf = (message: string): string | undefined => texts.find((text) => message.includes(text));
