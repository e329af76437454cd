import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { neededActions } from '@pulso/operator/examination';

/** The policy of README.md. */
function policy(): { Statement: { Effect: string; Action: string[]; Resource: string[] }[] } {
  const text = readFileSync(join(__dirname, '../README.md'), 'utf8');
  return JSON.parse(/```json\n(?<policy>.*?)```/s.exec(text)?.groups?.['policy'] ?? '{}');
}

describe("the doctor's policy in README.md", () => {
  it('allows what the doctor reads, and nothing else', () => {
    const allowed = policy().Statement.flatMap(({ Action }) => Action);

    const needed = Object.values(neededActions).filter((action) => action !== neededActions.readIdentity);
    expect(allowed.toSorted()).toEqual(needed.toSorted());
  });

  it('allows reading alone', () => {
    for (const { Effect, Action } of policy().Statement) {
      expect(Effect).toBe('Allow');
      for (const action of Action) expect(action).toMatch(/^[a-z]+:(Get|List|Describe|Filter)\w+$/);
    }
  });
});
