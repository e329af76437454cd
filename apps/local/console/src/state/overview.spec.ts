import { problemAfterRefresh } from './overview';

describe('problemAfterRefresh', () => {
  it('lets the problem of something that a person has asked for stay', () => {
    expect(problemAfterRefresh('too long', undefined, undefined)).toBe('too long');
  });

  it('takes away the problem of the refresh before', () => {
    expect(problemAfterRefresh('no answer', 'no answer', undefined)).toBeUndefined();
  });

  it('shows why it did not work, and not again once a person has closed it and it works', () => {
    expect(problemAfterRefresh('too long', undefined, 'no answer')).toBe('no answer');
    expect(problemAfterRefresh(undefined, 'no answer', undefined)).toBeUndefined();
  });
});
