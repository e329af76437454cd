import { type SqsInput } from '../input/input-schemas';

type MessageAttributes = NonNullable<SqsInput<'SendMessage'>['MessageAttributes']>;

const maxCount = 10;
const maxBytes = 256;

/**
 * What SQS refuses in the attributes that a sender gives to a message, in words that people report; those about numbers
 * are unverified.
 *
 * @returns The message of an InvalidParameterValue, or undefined.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function refusalOfAttributes(attributes: MessageAttributes = {}): string | undefined {
  const entries = Object.entries(attributes);
  if (entries.length > maxCount) {
    return `Number of message attributes [more than ${maxCount}] exceeds the allowed maximum [${maxCount}].`;
  }
  for (const [name, value] of entries) {
    const refusal = refusalOfName(name) ?? refusalOfValue(name, value);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalOfName(name: string): string | undefined {
  if (name === '') return 'The request must contain non-empty message (user) attribute names.';
  if (Buffer.byteLength(name) >= maxBytes)
    return `Message (user) attribute names must be shorter than ${maxBytes} Bytes`;
  if (!/^[\w.-]+$/.test(name)) {
    return (
      'Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and ' +
      'underscores. '
    );
  }
  if (!/^(aws|amazon)\.|^\.|\.$|\.\./i.test(name)) return undefined;
  return (
    "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use. " +
    "Additionally, they cannot start or end with '.'."
  );
}

function refusalOfValue(name: string, attribute: MessageAttributes[string]): string | undefined {
  const { DataType: type, StringValue: text, BinaryValue: bytes } = attribute;
  const [prefix = ''] = type.split('.', 1);
  if (Buffer.byteLength(type) >= maxBytes)
    return `Message (user) attribute types must be shorter than ${maxBytes} Bytes`;
  if (!['Binary', 'Number', 'String'].includes(prefix)) {
    return (
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: ` +
      'Binary, Number, String.'
    );
  }
  if (!(prefix === 'Binary' ? bytes : text)) {
    return `Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`;
  }
  const isNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text ?? '');
  return prefix === 'Number' && !isNumber
    ? `Could not cast message (user) attribute '${name}' value to number.`
    : undefined;
}
