import { hasDefect } from './has-defect';
import { type Step } from './step';

const n = (N: string) => ({ N });
const s = (S: string) => ({ S });

const condition = (ConditionExpression: string, values: object = {}, names: object = {}): Step => ({
  operation: 'PutItem',
  input: { ConditionExpression, ExpressionAttributeValues: values, ExpressionAttributeNames: names },
});
const update = (UpdateExpression: string, values: object = {}, names: object = {}): Step => ({
  operation: 'UpdateItem',
  input: { UpdateExpression, ExpressionAttributeValues: values, ExpressionAttributeNames: names },
});

const bounds = 'Invalid ConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to';
const type = (operator: string, found: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${found}`;
const overlap = 'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite';
const conflict = 'Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite';
const distinct = 'Invalid ConditionExpression: The first operand must be distinct from the remaining operands';
const undefinedValue =
  'Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v';
const unused = 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:v, :w}';

/** A false refusal of ours must not pass for a known difference. */
describe('whether an input has the defect that an error blames on it', () => {
  it.each<[string, string, Step, Step]>([
    [
      'bounds in the wrong order',
      bounds,
      condition('n BETWEEN :a AND :b', { ':a': n('10'), ':b': n('9') }),
      condition('n BETWEEN :a AND :b', { ':a': n('9'), ':b': n('10') }),
    ],
    [
      'bounds of two types',
      bounds,
      condition('n BETWEEN :a AND :b', { ':a': n('1'), ':b': s('1') }),
      condition('n BETWEEN :a AND :b', { ':a': { SS: ['b'] }, ':b': { SS: ['a'] } }),
    ],
    [
      'a type that there is not',
      'Invalid ConditionExpression: Invalid attribute type name found; type: x, valid types: {}',
      condition('attribute_type(n, :t)', { ':t': s('x') }),
      condition('attribute_type(n, :t) AND s = :u', { ':t': s('N'), ':u': s('x') }),
    ],
    [
      'an operand of a function',
      `Invalid ConditionExpression: ${type('begins_with', 'N')}`,
      condition('begins_with(s, :v)', { ':v': n('1') }),
      condition('begins_with(s, :v) AND n = :w', { ':v': s('x'), ':w': n('1') }),
    ],
    [
      'an operand of an operator',
      `Invalid ConditionExpression: ${type('<', 'SS')}`,
      condition('n < :v', { ':v': { SS: ['a'] } }),
      condition('n <> :v AND m <= :v', { ':v': { SS: ['a'] } }),
    ],
    [
      'an operand that the operator takes',
      `Invalid UpdateExpression: ${type('+', 'S')}`,
      update('SET n = n + :v', { ':v': s('x') }),
      update('SET n = n + :v, s = :w', { ':v': n('1'), ':w': s('x') }),
    ],
    [
      'an operand of a clause',
      'Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING',
      update('SET s = :w ADD n :v', { ':v': s('x'), ':w': n('1') }),
      update('SET s = :w ADD n :v', { ':v': n('1'), ':w': s('x') }),
    ],
    ['the same operand twice', distinct, condition('n = #n', {}, { '#n': 'n' }), condition('m.n = n', {})],
    [
      'a path below another',
      overlap,
      update('SET m.x = :v REMOVE #m', {}, { '#m': 'm' }),
      update('SET m.x = m, n = :v REMOVE m.y'),
    ],
    ['a list that is a map', conflict, update('SET m.x = :v, m[0] = :v'), update('SET m.x = :v, l[0] = :v')],
    [
      'a value that is not defined',
      undefinedValue,
      condition('n = :v', { ':value': n('1') }),
      condition('n = :v', { ':v': n('1') }),
    ],
    [
      'values that are not used',
      unused,
      condition('n = :vw', { ':v': n('1'), ':w': n('1') }),
      condition('n = :v', { ':v': n('1'), ':w': n('1') }),
    ],
    [
      'a reserved word',
      'Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: name',
      condition('name = :v'),
      condition('#name = :name'),
    ],
    [
      'parentheses around parentheses',
      'Invalid ConditionExpression: The expression has redundant parentheses;',
      condition('((n = :v))'),
      condition('(n = :v)'),
    ],
    ['no text', 'Invalid ConditionExpression: The expression can not be empty;', condition(''), condition('n = m')],
  ])('is found by %s', (_title, message, faulty, sound) => {
    expect([hasDefect(faulty, message), hasDefect(sound, message)]).toEqual([true, false]);
  });

  it('is looked for in every member of a transaction', () => {
    const { input } = condition('((n = :v))');
    const step: Step = { operation: 'TransactWriteItems', input: { TransactItems: [{ Delete: {} }, { Put: input }] } };

    expect(hasDefect(step, 'Invalid ConditionExpression: The expression has redundant parentheses;')).toBe(true);
    expect(hasDefect(step, 'Invalid FilterExpression: The expression has redundant parentheses;')).toBe(false);
  });

  it('is not found by a text that is not known', () => {
    expect(hasDefect(condition('n ='), 'Invalid ConditionExpression: Something else')).toBe(false);
  });
});
