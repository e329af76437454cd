import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resourceName, services } from '@pulso/contracts/envelope';

import { policyRules, unknownActionsOf } from './policy-rules';
import { resourceRules, type Rule, typesWithoutRules } from './security-rules';
import { type Resource, shippedResources } from './testing/stacks';

const root = join(__dirname, '../../../..');
const rules = [...resourceRules, ...policyRules];

/** The table of README.md: the rules that the stacks break, what they ask, and why that is accepted. */
const rows = readFileSync(join(__dirname, '../README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (CKV2?_AWS_\d+|AWS-\d+)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, ids = '', asks = '', reason = '']) => ({ ids, asks, reason }));

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

  it('that the stacks break are the rows of the table in README.md, each with a reason', () => {
    const told = rows.map(({ ids, asks }) => `${ids}: ${asks}`).sort();
    const expected = rules.filter((rule) => broken(rule).length > 0).map(({ ids, asks }) => `${ids}: ${asks}`);

    expect(told).toEqual(expected.sort());
    for (const { reason } of rows) expect(reason).toMatch(/^.{40,}/);
  });

  it('have been looked up for every type that a stack uses', () => {
    const known = new Set([...rules.map(({ type }) => type), ...typesWithoutRules]);

    expect(resources.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);
  });

  it('know every action that a policy grants: policy-rules.ts says what each one does', () => {
    const policies = resources.filter(({ type }) => type === 'aws_iam_role_policy');

    expect(policies.flatMap(({ body }) => unknownActionsOf(body))).toEqual([]);
  });

  it.each(rules.filter((rule) => broken(rule).length === 0))('notice a resource that breaks $ids: $asks', (rule) => {
    for (const body of [{}, ...of(rule).map((resource) => resource.body)]) {
      expect(rule.isBroken({ ...body, ...rule.broken })).toBe(true);
    }
  });

  const accepted: Readonly<Record<string, readonly unknown[]>> = {
    CKV_AWS_115: [...services].sort().map((service) => resourceName('prod', service)),
    CKV_AWS_258: [expect.stringMatching(/^webhook_url_/)],
    CKV_AWS_301: [expect.stringMatching(/^webhook_invoke-through-url_/), expect.stringMatching(/^webhook_invoke-url_/)],
    CKV_AWS_355: [expect.stringMatching(/^query-worker_policy_/)],
  };
  it.each(Object.entries(accepted))('accept %s only where it was accepted', (id, names) => {
    expect(rules.filter(({ ids }) => ids === id).flatMap(broken)).toEqual(names);
  });
});
