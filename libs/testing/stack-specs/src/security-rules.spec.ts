import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { resourceName, services } from '@pulso/contracts/envelope';

import { type Rule, rules, typesWithoutRules, unknownActionsOf } from './index';
import { readRuleTable } from './testing/read-rule-table';
import { type Resource, shippedResources } from './testing/shipped-resources';

const rows = readRuleTable();
const rowOf = (id: string) => rows.find((row) => row.id === id);
const isAccepted = ({ id }: Rule): boolean => rowOf(id)?.verdict.startsWith('accepted: ') ?? false;

const namesOf = (resources: readonly Resource[]): readonly string[] => resources.map(({ name }) => name).sort();

describe('the security rules', () => {
  let stacks: readonly (readonly Resource[])[];
  let resources: readonly Resource[];
  const of = ({ type }: Rule): readonly Resource[] => resources.filter((resource) => resource.type === type);

  beforeAll(() => {
    stacks = shippedResources();
    resources = stacks.flat();
  });

  it('look at every stack', () => {
    const infra = join(__dirname, '../../../../infra');
    const programs = readdirSync(infra).filter((name) => existsSync(join(infra, name, 'src/main.ts')));

    expect(stacks).toHaveLength(programs.length);
  });

  it('are the rows of the table in docs/security.md, each once and in the same words', () => {
    const told = rows.map(({ id, asks }) => `${id} ${asks}`).sort();

    expect(told).toEqual(rules.map(({ id, asks }) => `${id} ${asks}`).sort());
    for (const { verdict } of rows) expect(verdict).toMatch(/^(passes$|accepted: .{40,})/);
  });

  it('have been looked up for every type that a stack uses', () => {
    const known = new Set([...rules.map(({ type }) => type), ...typesWithoutRules]);
    const unknown = resources.map(({ type }) => type).filter((type) => !known.has(type));

    expect([...new Set(unknown)]).toEqual([]);
  });

  it('know every action that a policy grants: access-levels.ts says what each one does', () => {
    const policies = resources.filter(({ type }) => type === 'aws_iam_role_policy');

    expect(policies.flatMap(({ body }) => unknownActionsOf(body))).toEqual([]);
  });

  it.each(rules.filter((rule) => !isAccepted(rule)))('$id: $asks', (rule) => {
    const broken = of(rule).filter(({ body }) => rule.isBroken(body));

    expect(namesOf(broken)).toEqual([]);
  });

  it.each(rules)('$id is broken by any resource that breaks it, and by none that is mended', (rule) => {
    const bodies = [{}, ...of(rule).map(({ body }) => body)];

    for (const body of bodies) {
      expect(rule.isBroken({ ...body, ...rule.broken })).toBe(true);
      expect(rule.isBroken({ ...body, ...rule.kept })).toBe(false);
    }
  });

  it.each(rules.filter(isAccepted))('$id is accepted with a reason because it is broken: $asks', (rule) => {
    // A type that no stack uses any more, or not yet, has nothing that could be broken.
    if (of(rule).length === 0) return;

    expect(of(rule).filter(({ body }) => rule.isBroken(body))).not.toHaveLength(0);
  });

  const accepted: Readonly<Record<string, readonly unknown[]>> = {
    CKV_AWS_115: [...services].sort().map((service) => resourceName('prod', service)),
    CKV_AWS_258: [expect.stringMatching(/^webhook_url_/)],
    CKV_AWS_301: [expect.stringMatching(/^webhook_invoke-through-url_/), expect.stringMatching(/^webhook_invoke-url_/)],
    CKV_AWS_355: [expect.stringMatching(/^query-worker_policy_/)],
  };
  it.each(Object.entries(accepted))('accepts %s where it was accepted alone', (id, names) => {
    const rule = rules.find((candidate) => candidate.id === id);
    const broken = rule ? of(rule).filter(({ body }) => rule.isBroken(body)) : [];

    expect(namesOf(broken)).toEqual(names);
  });
});
