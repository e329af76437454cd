import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DeployOptions } from '../deploy/read-options';
import type { DeployedRecord } from '../deploy/deployed-records';
import { DeployWorld, outcomesOf, stacks } from './testing/deploy-world';

describe('a deploy', () => {
  let world: DeployWorld;

  beforeEach(() => {
    world = new DeployWorld();
  });

  afterEach(() => world.remove());

  /** Deploys everything, so that the test begins behind it. */
  async function deployed(): Promise<string> {
    await world.deploy({ isConfirmed: true });
    world.takeCalls();
    world.built.length = 0;
    return world.head();
  }

  const recordOf = (stack: string, change: Partial<DeployedRecord>) => {
    const record = world.records.get(stack);
    if (record === undefined) throw new Error(`${stack} has no record.`);
    world.records.set(stack, { ...record, ...change });
  };

  it('applies to an empty stage the plan of each stack, in order, and asks before each', async () => {
    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: applied', 'dispatcher: applied', 'bot: applied']);
    expect(world.takeCalls()).toEqual(
      stacks.flatMap((stack) => [`${stack}: init`, `${stack}: plan`, `${stack}: apply stack.tfplan`]),
    );
    expect(world.asked).toEqual(stacks.map((stack) => `Apply this plan of ${stack} to prod? Only "yes" does:`));
  });

  it('records commit, digest and time of what it has applied', async () => {
    await world.deploy({ isConfirmed: true });

    expect(world.asked).toEqual([]);
    expect([...world.records.keys()]).toEqual(stacks);
    expect(world.records.get('bot')).toEqual({
      commit: world.head(),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      deployedAt: expect.stringMatching(/^2026-/),
      stateBucket: 'states',
    });
  });

  it('builds every stack, and applies those that are not what is deployed', async () => {
    const first = await deployed();
    world.edit('bot', { version: 2 });
    world.commit('bot');

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: skipped', 'dispatcher: skipped', 'bot: applied']);
    expect(result.rows[2]?.why).toBe(`not what is deployed, ${first.slice(0, 7)}`);
    expect(world.built).toEqual([stacks]);
    expect(world.takeCalls()).toEqual(['bot: init', 'bot: plan', 'bot: apply stack.tfplan']);
  });

  it('leaves out what is identical, byte for byte, although a file of it has changed', async () => {
    const first = await deployed();
    world.write('infra/bot.json', `${readFileSync(join(world.root, 'infra/bot.json'), 'utf8')}\n`);
    world.commit('layout');

    const result = await world.deploy();

    expect(result.rows[2]).toEqual({
      stack: 'bot',
      outcome: 'skipped',
      why: `identical to what is deployed, ${first.slice(0, 7)}`,
    });
    expect(world.takeCalls()).toEqual([]);
  });

  it('keeps what was deployed before in the record, for a rollback', async () => {
    const first = await deployed();
    const before = world.records.get('bot');
    world.edit('bot', { version: 2 });
    const second = world.commit('bot');

    await world.deploy();

    expect(world.records.get('bot')).toMatchObject({
      commit: second,
      previous: { commit: first, digest: before?.digest, deployedAt: before?.deployedAt },
    });
    expect(world.records.get('bot')).not.toHaveProperty('unfinished');
  });

  it.each([
    [
      'finished',
      { digest: 'of another', deployedAt: '2026-11-27T13:00:00Z' },
      /^another deploy has finished meanwhile/,
    ],
    [
      'begun',
      { unfinished: { commit: 'fedcba9876', digest: 'of another', startedAt: '2026-11-27T13:00:00Z' } },
      /^another deploy has begun meanwhile \(fedcba9\)/,
    ],
  ])('stops where another deploy has %s before the answer, and leaves its record', async (_what, change, message) => {
    await deployed();
    world.edit('bot', { version: 2 });
    world.commit('second');
    world.whileAsking = () => recordOf('bot', change);

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: skipped', 'dispatcher: skipped', 'bot: failed']);
    expect(result.rows[2]?.why).toMatch(message);
    expect(world.takeCalls()).toEqual(['bot: init', 'bot: plan']);
    expect(world.records.get('bot')).toMatchObject(change);
  });

  it('stops where the first deploy of a stack was made by another one before the answer', async () => {
    world.whileAsking = () => {
      world.whileAsking = () => undefined;
      return world.deploy({ stacks: ['notifier'] }).then(() => undefined);
    };

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: failed', 'dispatcher: not reached', 'bot: applied']);
    expect(world.takeCalls().filter((call) => call.includes('apply'))).toEqual([
      'notifier: apply stack.tfplan',
      'bot: apply stack.tfplan',
    ]);
  });

  it('records nothing of a stack without changes that another one has deployed during the build', async () => {
    await deployed();
    recordOf('bot', { digest: 'older build' });
    world.write('infra/bot.json', `${readFileSync(join(world.root, 'infra/bot.json'), 'utf8')}\n`);
    world.commit('layout');
    world.meanwhile = () => recordOf('bot', { deployedAt: '2026-11-27T13:00:00Z' });

    const result = await world.deploy();

    expect(result.rows[2]).toMatchObject({
      outcome: 'failed',
      why: expect.stringMatching(/^another deploy has finished/),
    });
    expect(world.records.get('bot')).toMatchObject({ digest: 'older build', deployedAt: '2026-11-27T13:00:00Z' });
  });

  it('goes on after a stack that the person declines, and records nothing of it', async () => {
    world.answers = [true, false, true];

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: applied', 'dispatcher: declined', 'bot: applied']);
    expect(world.records.has('dispatcher')).toBe(false);
    expect(result.failure).toBeUndefined();
  });

  it.each(['init', 'plan', 'apply'])('goes on after terraform %s of a stack that no other needs', async (command) => {
    world.edit('dispatcher', { fails: command });
    world.commit('broken');

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: applied', 'dispatcher: failed', 'bot: applied']);
    expect(result.rows[1]?.why).toMatch(new RegExp(`^terraform ${command} failed`));
    expect(result.failure).toBeDefined();
    expect([...world.records.keys()]).toEqual(['notifier', 'bot']);
  });

  it.each(['init', 'plan', 'apply'])('makes no stack that needs one of which terraform %s failed', async (command) => {
    world.edit('notifier', { fails: command });
    world.commit('broken');

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: failed', 'dispatcher: not reached', 'bot: applied']);
    expect(result.rows[1]?.why).toBe('it needs notifier, which failed');
    expect(world.takeCalls().filter((call) => call.startsWith('dispatcher'))).toEqual([]);
  });

  it('changes a stack that is there although one that it needed to be made has failed', async () => {
    await deployed();
    for (const stack of stacks) world.edit(stack, { version: 2, ...(stack === 'notifier' && { fails: 'apply' }) });
    world.commit('broken');

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: failed', 'dispatcher: applied', 'bot: applied']);
  });

  it('says that a failed apply may have changed something', async () => {
    world.edit('bot', { fails: 'apply' });
    world.commit('broken');

    const result = await world.deploy();

    expect(result.rows[2]?.why).toMatch(/^terraform apply failed; it may be applied in part, and the next deploy/);
  });

  it('makes no stack before one that it needs', async () => {
    const result = await world.deploy({ stacks: ['dispatcher'] });

    expect(result.rows).toEqual([
      {
        stack: 'dispatcher',
        outcome: 'failed',
        why: 'it needs notifier, never deployed to prod so far. Deploy that first',
      },
    ]);
    expect(world.takeCalls()).toEqual([]);
  });

  it('changes a stack that is there without the ones that it needs', async () => {
    await deployed();
    world.records.delete('notifier');
    world.edit('dispatcher', { version: 2 });
    world.commit('second');

    expect(outcomesOf(await world.deploy({ stacks: ['dispatcher'] }))).toEqual(['dispatcher: applied']);
  });

  it('warns before the question of secrets that a plan deletes, and says how to set them again', async () => {
    world.edit('notifier', { secrets: ['/pulso/prod/webhook-a', '/pulso/prod/webhook-b'] });
    world.commit('webhooks');
    await deployed();
    world.edit('notifier', { secrets: ['/pulso/prod/webhook-a'] });
    world.commit('one webhook less');
    let saidBefore: string[] = [];
    world.whileAsking = () => void (saidBefore = [...world.said]);

    await world.deploy();

    const warnings = saidBefore.filter((line) => line.includes('Warning'));
    expect(warnings).toEqual([expect.stringMatching(/this plan deletes webhook-b with the value that was set/)]);
    expect(warnings[0]).toContain('\n  npm run secrets -- --stage prod --only webhook-b');
  });

  it('looks again at a stack whose last apply failed, also when the code goes back to what is recorded', async () => {
    await deployed();
    world.edit('bot', { version: 2, fails: 'apply' });
    world.commit('broken');
    await world.deploy();
    world.edit('bot', { version: 1 });
    world.commit('revert');
    world.takeCalls();

    const result = await world.deploy();

    expect(world.takeCalls()).toContain('bot: plan');
    expect(result.rows[2]?.why).toMatch(/deploying [0-9a-f]{7} has begun and not ended/);
    expect(world.records.get('bot')).not.toHaveProperty('unfinished');
  });

  it('fails when what it has applied could not be recorded', async () => {
    world.failsToRecord = true;

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: failed', 'dispatcher: not reached', 'bot: failed']);
    expect(result.rows[0]?.why).toBe('it is deployed, but not recorded: no permission');
  });

  it('asks nothing where Terraform finds nothing to do, and records the commit', async () => {
    await deployed();
    world.records.clear();

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(['notifier: unchanged', 'dispatcher: unchanged', 'bot: unchanged']);
    expect(world.asked).toEqual([]);
    expect(world.records.get('bot')?.commit).toBe(world.head());
  });

  it('says when the clone lacks the commit that is deployed, and plans what is not identical', async () => {
    await deployed();
    const elsewhere = 'f'.repeat(40);
    for (const [stack, record] of world.records) world.records.set(stack, { ...record, commit: elsewhere, digest: '' });

    const result = await world.deploy();

    expect(world.said).toContain('Note: fffffff, which is deployed, is no commit of this clone.');
    expect(result.rows.map(({ why }) => why)).toEqual(
      stacks.map(() => 'Terraform finds nothing to do (not what is deployed, fffffff)'),
    );
  });

  it('looks at every stack where another state bucket is given, and names both buckets', async () => {
    await deployed();
    world.stateBucket = 'other';

    const result = await world.deploy({ isPlanOnly: true });

    expect(result.rows).toEqual(
      stacks.map((stack) => ({ stack, outcome: 'would change', why: 'its state is in states, not in other' })),
    );
    expect(world.said).toContain(
      'Warning: notifier, dispatcher, bot were deployed with the state bucket states, this is other. Unless the state was moved there, stop and set STATE_BUCKET=states.',
    );
  });

  it('asks nothing about the bucket of a record that does not say it', async () => {
    await deployed();
    for (const [stack, { commit, digest, deployedAt }] of world.records)
      world.records.set(stack, { commit, digest, deployedAt });
    world.said.length = 0;

    const result = await world.deploy();

    expect(outcomesOf(result)).toEqual(stacks.map((stack) => `${stack}: skipped`));
    expect(world.said).toEqual(['Building and checking notifier, dispatcher, bot...']);
  });

  it('says when it may take back what is deployed', async () => {
    const first = world.head();
    world.edit('bot', { version: 2 });
    const second = world.commit('newer');
    await world.deploy({ isConfirmed: true });
    world.git('checkout', '--quiet', first);

    await world.deploy();

    expect(world.said).toContain(
      `Note: ${second.slice(0, 7)} is deployed and this commit does not contain it: this may take it back.`,
    );
  });

  it('refuses a work tree with changes, which the recorded commit would not have', async () => {
    world.edit('bot', { version: 2 });

    await expect(world.deploy()).rejects.toThrow(/^Commit or stash first: infra\/bot\.json is not in the commit/);
    expect(world.takeCalls()).toEqual([]);
  });

  it.each<[string, (world: DeployWorld) => void, RegExp]>([
    [
      'a file is changed',
      (world) => world.edit('bot', { version: 2 }),
      /^Commit or stash first: infra\/bot\.json is not/,
    ],
    ['a commit is made', (world) => void world.commit('meanwhile'), /^Another commit was checked out during the build/],
  ])('applies nothing when %s during the build', async (_what, change, message) => {
    world.meanwhile = () => change(world);

    await expect(world.deploy()).rejects.toThrow(message);
    expect(world.takeCalls()).toEqual([]);
  });

  it('takes no offence at documents that are not committed, nor at what a pipeline has put beside the sources', async () => {
    world.write('docs/deploy.md', 'a');
    world.write('plans/plans.json', '{}');
    world.write('infra/.terraform.lock.hcl', '');

    expect(outcomesOf(await world.deploy())).toEqual(stacks.map((stack) => `${stack}: applied`));
  });

  describe('with --plan', () => {
    it('shows plans of what would change, and changes nothing', async () => {
      const plan = { isPlanOnly: true };
      await deployed();
      world.edit('bot', { version: 2 });
      const recordsBefore = JSON.stringify([...world.records]);

      const result = await world.deploy(plan);

      expect(outcomesOf(result)).toEqual(['notifier: skipped', 'dispatcher: skipped', 'bot: would change']);
      expect(world.takeCalls()).toEqual(['bot: init', 'bot: plan']);
      expect(JSON.stringify([...world.records])).toBe(recordsBefore);
      expect(world.said).toContain('With what is not committed: infra/bot.json.');
      expect(world.asked).toEqual([]);
    });

    it('and --all plans also what is identical, which finds what was changed by hand', async () => {
      await deployed();

      const result = await world.deploy({ isPlanOnly: true, includesIdentical: true });

      expect(outcomesOf(result)).toEqual(stacks.map((stack) => `${stack}: unchanged`));
    });
  });

  describe('with saved plans', () => {
    const savePlansIn = () => join(world.root, 'tmp/plans');
    const save = () => world.deploy({ isPlanOnly: true, savePlansIn: savePlansIn() });
    const apply = (options: Partial<DeployOptions & { stateBucket: string }> = {}) =>
      world.deploy({ applyPlansOf: savePlansIn(), ...options });

    it('applies those plans, without planning again', async () => {
      const planned = await save();
      const planCalls = world.takeCalls();

      const result = await apply();

      expect(outcomesOf(planned)).toEqual(stacks.map((stack) => `${stack}: would change`));
      expect(planCalls.filter((call) => call.includes('apply'))).toEqual([]);
      expect(outcomesOf(result)).toEqual(stacks.map((stack) => `${stack}: applied`));
      expect(world.takeCalls()).toEqual(
        stacks.flatMap((stack) => [
          `${stack}: init ${stack}.lock.hcl`,
          `${stack}: show ${stack}.tfplan`,
          `${stack}: apply ${stack}.tfplan`,
        ]),
      );
    });

    it('keeps beside each plan what it says, for reviewers', async () => {
      await save();

      expect(readdirSync(savePlansIn()).sort()).toEqual(
        ['plans.json', ...stacks.flatMap((stack) => [`${stack}.lock.hcl`, `${stack}.tfplan`, `${stack}.txt`])].sort(),
      );
      expect(readFileSync(join(savePlansIn(), 'bot.txt'), 'utf8')).toBe('Plan of bot\n');
    });

    it('applies nothing that was not in the plans', async () => {
      await deployed();
      world.edit('bot', { version: 2 });
      world.commit('bot');
      await save();

      const result = await apply();

      expect(outcomesOf(result)).toEqual(['bot: applied']);
    });

    it('applies the plans of an older commit that builds the same, such as one before an edit of a README', async () => {
      await save();
      world.write('README.md', 'Better words.\n');
      const now = world.commit('words');

      const result = await apply();

      expect(outcomesOf(result)).toEqual(stacks.map((stack) => `${stack}: applied`));
      expect(world.records.get('bot')?.commit).toBe(now);
    });

    it('refuses the plan of a stack that is another one now, and applies that of one that is not', async () => {
      await save();
      world.edit('bot', { version: 2 });
      const now = world.commit('bot').slice(0, 7);
      world.takeCalls();

      await expect(apply({ stacks: ['bot'] })).rejects.toThrow(
        `The plan of bot is void: ${now} builds another stack than the one that was planned. Nothing was applied.`,
      );
      expect(world.takeCalls()).toEqual([]);
      expect(outcomesOf(await apply({ stacks: ['notifier'] }))).toEqual(['notifier: applied']);
    });

    it('refuses plans of another stage and of another bucket', async () => {
      await save();

      await expect(apply({ stage: 'staging' })).rejects.toThrow(/are for stage prod, this is staging\. Plan again\.$/);
      await expect(apply({ stateBucket: 'b' })).rejects.toThrow(
        /are for state bucket states, this is b\. Plan again\.$/,
      );
    });

    it('refuses plans whose packages this machine builds otherwise', async () => {
      await save();
      const list = join(savePlansIn(), 'plans.json');
      writeFileSync(list, readFileSync(list, 'utf8').replace(/"digest": "[0-9a-f]+"/, '"digest": "0"'));

      await expect(apply()).rejects.toThrow(/^The plan of notifier is void: [0-9a-f]{7} builds another stack/);
    });

    it('refuses a plan that was changed since, and a folder without its list', async () => {
      await save();
      writeFileSync(join(savePlansIn(), 'bot.tfplan'), '{}');

      await expect(apply()).rejects.toThrow(/bot\.tfplan is missing or not the plan that was saved\. Plan again\.$/);
      await expect(world.deploy({ applyPlansOf: join(world.root, 'tmp') })).rejects.toThrow(/holds no complete set/);
    });

    it('keeps the plans of the other stacks when one failed', async () => {
      world.edit('notifier', { fails: 'plan' });
      world.commit('broken');

      const result = await save();

      expect(outcomesOf(result)).toEqual(['notifier: failed', 'dispatcher: would change', 'bot: would change']);
      expect(result.failure).toBeDefined();
      expect(outcomesOf(await apply({ stacks: ['bot'] }))).toEqual(['bot: applied']);
    });

    it('is no set of plans where the person stopped it', async () => {
      await save();
      world.meanwhile = () => void process.emit('SIGINT', 'SIGINT');

      const result = await save();

      expect(outcomesOf(result)).toEqual(['notifier: stopped', 'dispatcher: not reached', 'bot: not reached']);
      expect(existsSync(join(savePlansIn(), 'plans.json'))).toBe(false);
    });

    it('fails where the state has moved on since the plan', async () => {
      await save();
      await world.deploy({ isConfirmed: true, stacks: ['notifier'] });
      world.records.clear();

      const result = await apply();

      expect(outcomesOf(result)).toEqual(['notifier: failed', 'dispatcher: not reached', 'bot: applied']);
    });

    it('leaves the record as it was where Terraform refuses the plan', async () => {
      await deployed();
      world.edit('bot', { version: 2 });
      world.commit('second');
      await save();
      const before = world.records.get('bot');
      await world.deploy({ isConfirmed: true });
      if (before !== undefined) world.records.set('bot', before);

      const result = await apply();

      expect(result.rows).toEqual([{ stack: 'bot', outcome: 'failed', why: 'the state has changed since' }]);
      expect(world.records.get('bot')).toEqual(before);
    });

    it('refuses all plans when one of their stacks was rolled back since, also one that would not change', async () => {
      await deployed();
      world.edit('bot', { version: 2 });
      world.commit('second');
      await world.deploy({ isConfirmed: true });
      world.edit('notifier', { version: 2 });
      // Another digest, for which Terraform finds nothing to do: it is that of the record alone.
      recordOf('bot', { digest: 'older build' });
      world.write('infra/bot.json', `${readFileSync(join(world.root, 'infra/bot.json'), 'utf8')}\n`);
      world.commit('third');
      const planned = await save();
      await world.rollBack('bot', { isConfirmed: true, to: 'HEAD~2' });
      const recordsBefore = [...world.records];
      world.takeCalls();

      const applied = apply();

      await expect(applied).rejects.toThrow(/another deploy or rollback has dealt with bot\. Nothing was applied\./);
      expect(outcomesOf(planned)).toEqual(['notifier: would change', 'dispatcher: skipped', 'bot: unchanged']);
      expect([...world.records]).toEqual(recordsBefore);
      expect(world.takeCalls()).toEqual([]);
    });

    it('refuses plans of a stack whose deployment has begun since and not ended', async () => {
      await deployed();
      world.edit('bot', { version: 2 });
      const commit = world.commit('second');
      await save();
      recordOf('bot', { unfinished: { commit, digest: 'd', startedAt: '2026-11-27T12:00:00Z' } });

      await expect(apply()).rejects.toThrow(/has dealt with bot\./);
      expect(world.records.get('bot')).toHaveProperty('unfinished');
    });

    it('skips what an earlier run of the same plans has applied', async () => {
      await save();
      await apply();

      const result = await apply();

      expect(outcomesOf(result)).toEqual(stacks.map((stack) => `${stack}: skipped`));
    });

    it('refuses to save plans of what is not committed', async () => {
      world.edit('bot', { version: 2 });

      await expect(save()).rejects.toThrow(/^Commit or stash first/);
    });
  });
});
