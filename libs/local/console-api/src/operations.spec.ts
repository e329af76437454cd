import { operations } from './operations';

describe.each(Object.entries(operations))('the operation %s', (name, { input }) => {
  it('is named after its area and what it does there', () => {
    expect(name).toMatch(/^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)?$/);
  });

  it('accepts an object without unknown members', () => {
    expect(input.safeParse([]).success).toBe(false);
    expect(input.safeParse({ surplus: true }).success).toBe(false);
  });
});
