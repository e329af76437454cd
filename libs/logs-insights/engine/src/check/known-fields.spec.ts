import { lambdaFieldNames } from '../discovery/lambda-fields';
import { systemFields } from './known-fields';

describe('systemFields', () => {
  it('have all that Lambda writes', () => {
    expect(lambdaFieldNames.filter((name) => !systemFields.has(name))).toEqual([]);
  });
});
