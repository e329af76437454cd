import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { plannedStacks } from '../delivery/planned-stacks';
import type { DeployedRecord } from '../deploy/deployed-records';
import { DeployWorld, outcomesOf, stacks } from './testing/deploy-world';

describe('the lanes of a set of plans', () => {
  let world: DeployWorld;
  let folder: string;

  beforeEach(async () => {
    world = new DeployWorld();
    folder = join(world.root, 'tmp/plans');
    await world.deploy({ isConfirmed: true });
  });

  afterEach(() => world.remove());

  const change = (stack: string, fields: Partial<DeployedRecord>) => {
    const record = world.records.get(stack);
    if (record === undefined) throw new Error(`${stack} has no record.`);
    world.records.set(stack, { ...record, ...fields });
  };
  const plan = async (includesIdentical = false) => {
    await world.deploy({ isPlanOnly: true, savePlansIn: folder, includesIdentical });
    return plannedStacks(folder);
  };
  const apply = () => world.deploy({ applyPlansOf: folder, isConfirmed: true });

  it('are those of the stacks that would change, in the order of deployment', async () => {
    world.edit('bot', { version: 2 });
    world.edit('notifier', { version: 2 });
    world.commit('second');

    expect(await plan()).toEqual(['notifier', 'bot']);
  });

  it('end the record of an apply that had changed the stack before its process was killed', async () => {
    const unfinished = { commit: world.head(), digest: 'd', startedAt: '2026-11-27T12:00:00Z' };
    change('bot', { unfinished });

    const lanes = await plan();
    const result = await apply();

    expect(lanes).toEqual(['bot']);
    expect(outcomesOf(result)).toEqual(['bot: unchanged']);
    expect(world.records.get('bot')).not.toHaveProperty('unfinished');
    expect(await plan()).toEqual([]);
  });

  it('record a build that differs from the recorded one, where Terraform finds nothing to do', async () => {
    world.write('infra/bot.json', `${readFileSync(join(world.root, 'infra/bot.json'), 'utf8')}\n`);
    change('bot', { digest: 'older build' });
    const now = world.commit('layout');

    const lanes = await plan();
    await apply();

    expect(lanes).toEqual(['bot']);
    expect(world.records.get('bot')?.commit).toBe(now);
  });

  it('record a stack that was applied and never recorded', async () => {
    world.records.delete('bot');

    expect(await plan()).toEqual(['bot']);
  });

  it('leave out a stack that is as it is recorded, although it was planned', async () => {
    expect(await plan(true)).toEqual([]);
    expect(readFileSync(join(folder, 'plans.json'), 'utf8')).toContain(`"stack": "${stacks[0]}"`);
  });

  it('are none where the planning did not come to its end', () => {
    expect(plannedStacks(folder)).toEqual([]);
  });
});
