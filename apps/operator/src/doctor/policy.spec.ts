import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const textOf = (file: string): string => readFileSync(join(__dirname, file), 'utf8');

describe("the doctor's policy in README.md", () => {
  const policy = /```json\n(?<policy>.*?)```/s.exec(textOf('../../README.md'))?.groups?.['policy'] ?? '{}';
  const { Statement } = JSON.parse(policy) as { Statement: { Action: string[] }[] };
  const allowed = Statement.flatMap(({ Action }) => Action).sort();

  it('allows what the doctor asks for, and nothing else', () => {
    const code = ['reads.ts', 'settings.ts'].map(textOf).join('\n');
    const asked = [...code.matchAll(/'([a-z]+:[A-Z][A-Za-z]+)'/g)].map(([, action]) => action);
    // It needs no permission, and no policy can deny it.
    const needed = new Set(asked.filter((action) => action !== 'sts:GetCallerIdentity'));

    expect([...needed].sort()).toEqual(allowed);
  });

  it('allows only reading', () => {
    for (const action of allowed) expect(action).toMatch(/^[a-z]+:(Get|List|Describe|Filter)\w+$/);
  });
});
