import { expectationExpiresAtSeconds, runExpiresAtSeconds } from './pacing';

describe('what is stored', () => {
  const daySeconds = 86_400;

  // DynamoDB reads these as seconds: in milliseconds nothing would ever expire.
  it('expires after 40 days, in whole seconds', () => {
    expect(runExpiresAtSeconds(1_500)).toBe(1 + 40 * daySeconds);
  });

  it('is an expectation for as long as an operator may need, and not for much longer', () => {
    expect(expectationExpiresAtSeconds(0)).toBeGreaterThanOrEqual(7 * daySeconds);
    expect(expectationExpiresAtSeconds(0)).toBeLessThanOrEqual(40 * daySeconds);
  });
});
