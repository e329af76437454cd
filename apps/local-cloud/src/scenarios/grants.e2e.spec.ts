import { join } from 'node:path';

import { type Grant } from '@pulso/local-iam';

import { grantScenarios } from '../grants/grant-scenarios';
import { type ScenarioResult } from './run-scenario';

jest.setTimeout(120_000);

beforeAll(() => {
  process.chdir(join(__dirname, '../../../..'));
});

/** Grants that no scenario needs, with the reason for which a stack has them: `<where> <sid> <action or resource>`. */
const reasonsOfUnused: Readonly<Record<string, string>> = {};

const textOf = ({ where, sid, pattern }: Grant): string => `${where} ${sid} ${pattern}`;

describe('the policies of the stacks', () => {
  const used = new Set<string>();
  let granted: string[] = [];
  let result: ScenarioResult | undefined;

  afterEach(async () => {
    await result?.cloud.stop();
    result = undefined;
  });

  it.each(grantScenarios)('allow everything that is done on $name', async ({ run, expectedState }) => {
    result = await run();

    const { access, faults } = result.cloud;
    expect(access?.denials()).toEqual([]);
    expect(faults).toEqual([]);
    expect(result.stored?.content.state).toBe(expectedState);
    const uses = (access?.usedGrants() ?? []).map(textOf);
    for (const use of uses) used.add(use);
    granted = [...uses, ...(access?.unusedGrants() ?? []).map(textOf)];
  });

  it('grant nothing that none of these days needs, but for a reason', () => {
    const unused = granted.filter((grant) => !used.has(grant));

    expect(granted.length).toBeGreaterThan(0);
    expect(unused.sort()).toEqual(Object.keys(reasonsOfUnused).sort());
  });
});
