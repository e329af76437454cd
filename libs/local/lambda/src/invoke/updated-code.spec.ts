import { deploy, type Deployment } from '../testing/deploy';
import { until } from '../testing/until';

const handler = (version: string) =>
  Buffer.from(`
  exports.handler = async ({ waitMs = 0 }) => {
    await new Promise((done) => setTimeout(done, waitMs));
    return ['${version}', process.pid, process.cwd()];
  };`);

const ask = async ({ runtime }: Deployment, event: object = {}): Promise<[string, number, string]> =>
  JSON.parse((await runtime.invoke('probe', JSON.stringify(event))).payload);

const isGone = (processId: number): boolean => {
  try {
    return !process.kill(processId, 0);
  } catch {
    return true;
  }
};

describe('an update of the code', () => {
  let deployment: Deployment;
  const update = (version: string) =>
    deployment.runtime.updateCode('probe', new Map([['handler.js', handler(version)]]));

  beforeEach(() => {
    deployment = deploy({ probe: { source: handler('first').toString(), timeoutSeconds: 60 } });
  });

  afterEach(() => deployment.stop());

  it('is in the next event, and ends the processes that were idle', async () => {
    const [, idle] = await ask(deployment);

    const isNew = update('second');

    expect(isNew).toBe(true);
    expect((await ask(deployment))[0]).toBe('second');
    await until(() => isGone(idle));
  });

  it('lets a running event end with the old code, and then its process', async () => {
    const running = ask(deployment, { waitMs: 300 });
    await until(() => deployment.messages.some((message) => message.includes('platform.start')));

    update('second');
    const next = await ask(deployment);
    const [version, processId] = await running;

    expect([version, next[0]]).toEqual(['first', 'second']);
    await until(() => isGone(processId));
  });

  it('changes nothing when the code is the same', async () => {
    const before = await ask(deployment);

    const isNew = update('first');

    expect(isNew).toBe(false);
    expect(await ask(deployment)).toEqual(before);
  });

  it('skips files that the package does not have', () => {
    const isNew = deployment.runtime.updateCode('probe', new Map([['handler.js.map', handler('map')]]));

    expect(isNew).toBe(false);
  });
});
