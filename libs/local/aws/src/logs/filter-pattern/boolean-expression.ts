import { type PatternReader } from './pattern-reader';
import { type Test } from './filter-pattern';

/**
 * Reads conditions joined by `&&`, which binds closer, and `||`, with parentheses.
 *
 * @param readCondition - Reads one condition.
 */
export function readExpression<Subject>(reader: PatternReader, readCondition: () => Test<Subject>): Test<Subject> {
  const operand = (): Test<Subject> => {
    if (!reader.skip('(')) return readCondition();
    const inner = readExpression(reader, readCondition);
    reader.expect(')');
    return inner;
  };
  const all = (): Test<Subject> => {
    const tests = [operand()];
    while (reader.skip('&&')) tests.push(operand());
    return (subject) => tests.every((test) => test(subject));
  };
  const tests = [all()];
  while (reader.skip('||')) tests.push(all());
  return (subject) => tests.some((test) => test(subject));
}
