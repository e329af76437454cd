import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resourceName, services } from '@pulso/contracts/envelope';

import { policyRules, unknownActionsOf } from './policy-rules';
import { resourceRules, type Rule, typesWithoutRules } from './security-rules';
import { type Resource, shippedResources } from './testing/stacks';

const root = join(__dirname, '../../../..');
const rules = [...resourceRules, ...policyRules];

/** The table of docs/security.md: ids, what they ask, and `passes` or `accepted` with the reason. */
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (CKV2?_AWS_\d+|AWS-\d+)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, ids = '', asks = '', verdict = '']) => ({ ids, asks, verdict }));

describe('the security rules', () => {
  const stacks = shippedResources();
  const resources = stacks.flat();
  const of = ({ type }: Rule): readonly Resource[] => resources.filter((resource) => resource.type === type);
  const broken = (rule: Rule): readonly string[] =>
    of(rule)
      .filter(({ body }) => rule.isBroken(body))
      .map(({ name }) => name)
      .sort();

  it('look at every stack', () => {
    const programs = readdirSync(join(root, 'infra')).filter((name) =>
      existsSync(join(root, 'infra', name, 'src/main.ts')),
    );

    expect(stacks).toHaveLength(programs.length);
  });

  it('are the rows of the table in docs/security.md, each once and in the same words', () => {
    const told = rows.map(({ ids, asks }) => `${ids}: ${asks}`).sort();

    expect(told).toEqual(rules.map(({ ids, asks }) => `${ids}: ${asks}`).sort());
    for (const { verdict } of rows) expect(verdict).toMatch(/^(passes$|accepted: .{40,})/);
  });

  it('have been looked up for every type that a stack uses', () => {
    const known = new Set([...rules.map(({ type }) => type), ...typesWithoutRules]);

    expect(resources.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);
  });

  it('know every action that a policy grants: policy-rules.ts says what each one does', () => {
    const policies = resources.filter(({ type }) => type === 'aws_iam_role_policy');

    expect(policies.flatMap(({ body }) => unknownActionsOf(body))).toEqual([]);
  });

  it.each(rows.map((row) => ({ ...row, rule: rules.find(({ ids }) => ids === row.ids) })))(
    '$ids: $asks: $verdict',
    ({ rule, verdict }) => {
      if (!rule) throw new Error('The table has a rule that is not here.');
      const isAccepted = verdict !== 'passes';
      // A type that no stack uses any more, or not yet, has nothing that could be broken.
      expect(broken(rule).length > 0).toBe(isAccepted && of(rule).length > 0);
      if (isAccepted) return;
      for (const body of [{}, ...of(rule).map((resource) => resource.body)]) {
        expect(rule.isBroken({ ...body, ...rule.broken })).toBe(true);
      }
    },
  );

  const accepted: Readonly<Record<string, readonly unknown[]>> = {
    CKV_AWS_115: [...services].sort().map((service) => resourceName('prod', service)),
    CKV_AWS_258: [expect.stringMatching(/^webhook_url_/)],
    CKV_AWS_301: [expect.stringMatching(/^webhook_invoke-through-url_/), expect.stringMatching(/^webhook_invoke-url_/)],
    CKV_AWS_355: [expect.stringMatching(/^query-worker_policy_/)],
  };
  it.each(Object.entries(accepted))('accepts %s where it was accepted alone', (id, names) => {
    expect(rules.filter(({ ids }) => ids === id).flatMap(broken)).toEqual(names);
  });
});
