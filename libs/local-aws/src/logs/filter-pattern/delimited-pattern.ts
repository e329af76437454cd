import { readExpression, type Test } from './boolean-expression';
import { comparison } from './compare-text';
import { PatternReader } from './pattern-reader';

type FieldTest = Test<string>;

/**
 * Reads a pattern such as `[ip, ..., status = 4*, bytes > 1000]` for events that are fields between white space.
 *
 * Without an ellipsis an event needs as many fields as the pattern has. `[...]` and `"..."` in an event are one field.
 *
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readDelimitedPattern(pattern: string): Test<string> {
  const { before, after } = readFields(new PatternReader(pattern));
  return (message) => {
    const fields = fieldsOf(message);
    const leastCount = before.length + (after?.length ?? 0);
    if (after ? fields.length < leastCount : fields.length !== leastCount) return false;
    const tail = after ? fields.slice(fields.length - after.length) : [];
    return (
      before.every((test, index) => test(fields[index] ?? '')) &&
      (after ?? []).every((test, index) => test(tail[index] ?? ''))
    );
  };
}

/** @returns `after` is what follows an ellipsis, undefined where there is none. */
function readFields(reader: PatternReader): { before: readonly FieldTest[]; after: readonly FieldTest[] | undefined } {
  const before: FieldTest[] = [];
  let after: FieldTest[] | undefined;
  reader.expect('[');
  do {
    if (!reader.skip('...')) (after ?? before).push(readField(reader));
    else if (after) throw reader.refusal('there may be one ellipsis');
    else after = [];
  } while (reader.skip(','));
  reader.expect(']');
  if (!reader.isAtEnd) throw reader.refusal('nothing may follow the closing bracket');
  return { before, after };
}

/** A name alone, which anything fits, or conditions that all speak of the same name. */
function readField(reader: PatternReader): FieldTest {
  let name: string | undefined;
  return readExpression<string>(reader, () => {
    const subject = reader.take(/[\w-]+/y);
    if (subject === undefined) throw reader.refusal('the name of a field is missing');
    if (name !== undefined && name !== subject) throw reader.refusal(`"${subject}" is not "${name}"`);
    name = subject;
    const operator = reader.operator();
    return operator === undefined ? () => true : comparison(operator, reader.literal());
  });
}

function fieldsOf(message: string): string[] {
  const fields = message.match(/\[[^\]]*\]|"[^"]*"|\S+/g) ?? [];
  return fields.map((field) => (/^(\[.*\]|".*")$/s.test(field) ? field.slice(1, -1) : field));
}
