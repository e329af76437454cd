import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { stacksInOrder } from '../deploy/deploy-order';
import { knownStages } from '../known-stages';

const root = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the files of GitHub', () => {
  const listOf = (input: string): string[] =>
    new RegExp(`${input}:\\s+\\{ type: choice, options: \\[(.*?)\\]`)
      .exec(read('.github/workflows/deploy.yml'))?.[1]
      ?.split(', ') ?? [];

  it('offer each stage that can be deployed, and each stack or all', () => {
    expect(listOf('stage').sort()).toEqual(
      knownStages(root)
        .filter((stage) => stage !== 'local')
        .sort(),
    );
    expect(listOf('service').sort()).toEqual(['all', ...stacksInOrder(root)].sort());
  });

  it('give the app and the stack of a service to one team', () => {
    const owners = new Map(
      read('.github/CODEOWNERS')
        .split('\n')
        .filter((line) => line.startsWith('/'))
        .map((line) => line.split(/ +/) as [string, string]),
    );

    for (const stack of stacksInOrder(root).filter((name) => name !== 'alerts')) {
      expect([stack, owners.get(`/infra/${stack}/`)]).toEqual([stack, expect.stringMatching(/^@/)]);
      expect(owners.get(`/apps/${stack}/`)).toBe(owners.get(`/infra/${stack}/`));
    }
  });
});
