import type { DeployedRecord } from '../deploy/deployed-records';
import { findStateBucket } from '../deploy/find-state-bucket';

const deployed = (stateBucket?: string): DeployedRecord => ({
  commit: 'c1',
  digest: 'd1',
  deployedAt: '2026-11-28T12:00:00Z',
  ...(stateBucket === undefined ? {} : { stateBucket }),
});

describe('the bucket of the state', () => {
  const said: string[] = [];

  beforeEach(() => said.splice(0));

  const find = (named: string | undefined, records: Record<string, DeployedRecord>) =>
    findStateBucket(named, {
      stacks: ['alerts', 'notifier', 'bot'],
      records: { read: async (stacks) => new Map(Object.entries(records).filter(([stack]) => stacks.includes(stack))) },
      say: (line) => void said.push(line),
    });

  it('is the one that was named, whatever is recorded', async () => {
    expect(await find('mine', { bot: deployed('states') })).toBe('mine');
    expect(said).toEqual([]);
  });

  it('is otherwise that of the last deploys, and said', async () => {
    expect(await find(undefined, { alerts: deployed(), bot: deployed('states'), notifier: deployed('states') })).toBe(
      'states',
    );
    expect(said).toEqual(['The state is in states, as for the last deploy.']);
  });

  it('must be named before the first deploy', async () => {
    await expect(find(undefined, {})).rejects.toThrow(
      'Where is the state kept? No deploy to this stage is recorded in this account. Set STATE_BUCKET or give --state-bucket.',
    );
  });

  it('must be named where deploys differ', async () => {
    await expect(find(undefined, { bot: deployed('states'), notifier: deployed('mine') })).rejects.toThrow(
      'Where is the state kept? The last deploys name states and mine. Set STATE_BUCKET or give --state-bucket.',
    );
  });
});
