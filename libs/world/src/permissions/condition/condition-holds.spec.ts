import { parse, request } from '../testing/factories';
import { conditionHolds, type RequestContext } from './condition-holds';

const holds = (condition: object, context: RequestContext): boolean => {
  const [statement] = parse({ Effect: 'Allow', Action: '*', Resource: '*', Condition: condition });
  return (statement?.conditions ?? []).every((one) => conditionHolds(one, context));
};

const k = (operator: string, ...values: (string | number | boolean)[]) => ({ [operator]: { k: values } });

describe('a condition', () => {
  it.each<[object, RequestContext, boolean]>([
    [k('StringEquals', 'a', 'b'), { k: 'b' }, true],
    [k('StringEquals', 'a'), { k: 'A' }, false],
    [k('StringEqualsIgnoreCase', 'a'), { k: 'A' }, true],
    [k('StringNotEquals', 'a', 'b'), { k: 'b' }, false],
    [k('StringNotEquals', 'a', 'b'), { k: 'c' }, true],
    [k('StringNotEqualsIgnoreCase', 'a'), { k: 'A' }, false],
    [k('StringLike', 'a*c'), { k: 'abbc' }, true],
    [k('StringEquals', 'a*c'), { k: 'abbc' }, false],
    [k('StringNotLike', 'a*'), { k: 'b' }, true],
    [k('ArnLike', 'arn:aws:s3:::b*'), { k: 'arn:aws:s3:::bucket' }, true],
    [k('ArnEquals', 'arn:aws:s3:*:jobs'), { k: 'arn:aws:s3:::jobs' }, false],
    [k('ArnNotLike', 'arn:aws:s3:::b*'), { k: 'arn:aws:s3:::bucket' }, false],
    [k('ArnNotEquals', 'arn:aws:s3:::b'), { k: 'arn:aws:s3:::c' }, true],
    [k('NumericEquals', 10), { k: '10.0' }, true],
    [k('NumericNotEquals', '10'), { k: '11' }, true],
    [k('NumericLessThan', '10'), { k: '9' }, true],
    [k('NumericLessThan', '10'), { k: '10' }, false],
    [k('NumericLessThanEquals', '10'), { k: '10' }, true],
    [k('NumericGreaterThan', '10'), { k: '10' }, false],
    [k('NumericGreaterThanEquals', '10'), { k: '10' }, true],
    [k('NumericEquals', '10'), { k: 'ten' }, false],
    [k('DateLessThan', '2026-11-25T12:00:00Z'), { k: '2026-11-25T11:59:59Z' }, true],
    [k('DateGreaterThan', '2026-11-25'), { k: '2026-11-25T00:00:01Z' }, true],
    [k('DateEquals', '1764072000'), { k: '2025-11-25T12:00:00Z' }, true],
    [k('Bool', true), { k: 'true' }, true],
    [k('Bool', 'true'), { k: 'false' }, false],
    [k('Bool', 'false'), {}, false],
    [k('Null', 'true'), {}, true],
    [k('Null', 'true'), { k: 'v' }, false],
    [k('Null', 'false'), { k: 'v' }, true],
    [k('StringEquals', 'a'), {}, false],
    [k('StringNotEquals', 'a'), {}, true],
    [k('StringEqualsIfExists', 'a'), {}, true],
    [k('StringEqualsIfExists', 'a'), { k: 'b' }, false],
    [k('StringNotEqualsIfExists', 'a'), { k: 'a' }, false],
    [k('ForAllValues:StringEquals', 'a', 'b'), { k: ['a', 'b'] }, true],
    [k('ForAllValues:StringEquals', 'a', 'b'), { k: ['a', 'c'] }, false],
    [k('ForAllValues:StringEquals', 'a'), {}, true],
    [k('ForAllValues:StringEquals', 'a'), { k: [] }, true],
    [k('ForAnyValue:StringEquals', 'a'), { k: ['b', 'a'] }, true],
    [k('ForAnyValue:StringEquals', 'a'), { k: ['b'] }, false],
    [k('ForAnyValue:StringEquals', 'a'), {}, false],
    [k('ForAnyValue:StringEqualsIfExists', 'a'), {}, false],
    [k('ForAnyValue:StringNotEquals', 'a'), { k: ['a', 'b'] }, true],
    [k('ForAllValues:StringNotEquals', 'a'), { k: ['a', 'b'] }, false],
    [{ StringEquals: { K: 'a' } }, { k: 'a' }, true],
    [{ StringEquals: { k: 'constructor' } }, {}, false],
  ])('%j is met by %j: %s', (condition, context, expected) => {
    expect(holds(condition, context)).toBe(expected);
  });

  it('has names that Object brings along for keys that are not there', () => {
    expect(request().context).not.toHaveProperty('tostring');
    expect(holds({ Null: { k: 'true' } }, Object.create({ k: 'inherited' }) as RequestContext)).toBe(true);
  });
});
