import { DeployWorld, outcomesOf } from './testing/deploy-world';

describe('a rollback', () => {
  let world: DeployWorld;
  let first: string;
  let second: string;

  beforeEach(async () => {
    world = new DeployWorld();
    first = world.head();
    await world.deploy({ isConfirmed: true });
    world.edit('bot', { version: 2 });
    second = world.commit('second');
    await world.deploy({ isConfirmed: true });
    world.takeCalls();
  });

  afterEach(() => world.remove());

  it('applies what was deployed before, built from its commit, after a question', async () => {
    const before = world.records.get('bot')?.previous;

    const result = await world.rollBack('bot');

    expect(result.rows).toEqual([{ stack: 'bot', outcome: 'applied', why: `back to ${first.slice(0, 7)}` }]);
    expect(world.takeCalls()).toEqual(['bot: init', 'bot: plan', 'bot: apply stack.tfplan']);
    expect(world.asked.at(-1)).toBe('Apply this plan of bot to prod? Only "yes" does:');
    expect(world.records.get('bot')).toMatchObject({ commit: first, digest: before?.digest });
    expect(world.said.filter((line) => line.startsWith('Note'))).toEqual([]);
  });

  it('only shows what it would do when it is asked for a plan', async () => {
    const result = await world.rollBack('bot', { isPlanOnly: true });

    expect(result.rows).toMatchObject([{ stack: 'bot', outcome: 'would change' }]);
    expect(world.takeCalls()).toEqual(['bot: init', 'bot: plan']);
    expect(world.records.get('bot')).toMatchObject({ commit: second });
  });

  it('runs with the list of providers of that commit', async () => {
    world.listsOfProviders.length = 0;

    await world.rollBack('bot');

    expect(world.listsOfProviders).toEqual(['tmp/copy']);
  });

  it('can itself be taken back', async () => {
    await world.rollBack('bot');

    await world.rollBack('bot');

    expect(world.records.get('bot')).toMatchObject({ commit: second, previous: { commit: first } });
  });

  it('leaves the work tree and its uncommitted changes alone', async () => {
    world.edit('bot', { version: 3 });

    await world.rollBack('bot');

    expect([
      world.head(),
      world.git('status', '--porcelain'),
      world.git('worktree', 'list').split('\n').length,
    ]).toEqual([second, 'M infra/bot.json', 1]);
  });

  it('goes to any commit that is named', async () => {
    world.edit('bot', { version: 3 });
    const third = world.commit('third');
    world.git('tag', 'wanted');

    const result = await world.rollBack('bot', { to: 'wanted' });

    expect(result.rows[0]?.why).toBe(`back to ${third.slice(0, 7)}`);
    expect(world.records.get('bot')?.commit).toBe(third);
  });

  it('goes back to what is recorded when the deploy after it did not end', async () => {
    world.edit('bot', { version: 3, fails: 'apply' });
    world.commit('broken');
    await world.deploy({ isConfirmed: true });

    const result = await world.rollBack('bot');

    expect(result.rows[0]?.why).toContain(`back to ${second.slice(0, 7)}`);
    expect(world.records.get('bot')).toMatchObject({ commit: second, previous: { commit: first } });
    expect(world.records.get('bot')).not.toHaveProperty('unfinished');
  });

  it('says when the commit gives another build than then', async () => {
    const record = world.records.get('bot');
    if (record?.previous === undefined) throw new Error('Nothing was deployed before.');
    world.records.set('bot', { ...record, previous: { ...record.previous, digest: 'another' } });

    await world.rollBack('bot');

    expect(world.said.filter((line) => line.startsWith('Note'))).toEqual([
      expect.stringContaining(`${first.slice(0, 7)} gives another build than the one that was deployed`),
    ]);
  });

  it('warns where another state bucket is given', async () => {
    world.stateBucket = 'other';
    world.answers = [false];

    await world.rollBack('bot');

    expect(world.said.filter((line) => line.startsWith('Warning'))).toEqual([
      expect.stringMatching(/^Warning: bot was deployed with the state bucket states, this is other\./),
    ]);
  });

  it('does nothing for a commit that gives what is deployed', async () => {
    const result = await world.rollBack('bot', { to: 'HEAD' });

    expect(outcomesOf(result)).toEqual(['bot: skipped']);
    expect(world.takeCalls()).toEqual([]);
  });

  it('removes its copy of the commit also where the build fails', async () => {
    world.git('rm', '--quiet', 'infra/bot.json');
    world.commit('without a bot');

    await expect(world.rollBack('bot', { to: 'HEAD' })).rejects.toThrow(/bot\.json/);

    expect(world.git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  it.each([
    ['a stack that was never deployed', { records: 0 }, {}, /^bot has no recorded deployment to prod/],
    [
      'a stack that was deployed once',
      { records: 1 },
      {},
      /^Nothing is recorded from before [0-9a-f]{7} for bot\. Name a/,
    ],
    ['a commit that is not there', { records: 2 }, { to: 'nowhere' }, /^There is no commit "nowhere" in this clone/],
  ])('refuses %s', async (_what, { records }, options, message) => {
    const record = world.records.get('bot');
    if (record === undefined) throw new Error('Nothing was deployed.');
    const { previous: _, ...alone } = record;
    if (records === 0) world.records.delete('bot');
    if (records === 1) world.records.set('bot', alone);

    await expect(world.rollBack('bot', options)).rejects.toThrow(message);
    expect(world.takeCalls()).toEqual([]);
  });
});
