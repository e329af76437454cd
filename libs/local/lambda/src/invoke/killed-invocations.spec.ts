import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { deploy, type Deployment } from '../testing/deploy';
import { type InvocationFault } from './run-invocation';

const mark = join(tmpdir(), `local-lambda-killed-${process.pid}`);

const source = `
const { writeFileSync } = require('node:fs');
exports.handler = async ({ effectMs, restMs }) => {
  await new Promise((done) => setTimeout(done, effectMs));
  writeFileSync(${JSON.stringify(mark)}, '');
  await new Promise((done) => setTimeout(done, restMs));
  return process.pid;
};
`;

describe('an invocation whose process is killed', () => {
  const faults: (InvocationFault | undefined)[] = [];
  let deployment: Deployment;

  beforeAll(() => {
    deployment = deploy({ probe: { source, timeoutSeconds: 60 } }, { faultFor: () => faults.shift() });
  });

  beforeEach(() => rmSync(mark, { force: true }));

  afterAll(async () => {
    rmSync(mark, { force: true });
    await deployment.stop();
  });

  const invoke = (effectMs: number, restMs: number) =>
    deployment.runtime.invoke('probe', JSON.stringify({ effectMs, restMs }));

  it('ends as killed during its work, and the next one gets another process', async () => {
    faults.push(undefined, { kind: 'kill', afterMs: 20 });
    const before = await invoke(0, 0);
    rmSync(mark);

    const killed = await invoke(30_000, 0);
    const after = await invoke(0, 0);

    expect(killed).toMatchObject({ functionError: 'Unhandled' });
    expect(killed.payload).toContain('signal: killed');
    expect(after.functionError).toBeUndefined();
    expect(after.payload).not.toBe(before.payload);
  });

  it('has done its work when it is killed with its answer ready', async () => {
    faults.push({ kind: 'kill', afterMs: 60_000 });

    const killed = await invoke(0, 0);

    expect(killed.payload).toContain('signal: killed');
    expect(existsSync(mark)).toBe(true);
  });
});
