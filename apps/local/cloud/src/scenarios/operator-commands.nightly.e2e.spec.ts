import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { clientVariables, shellVariables } from '../start/env-file';
import { said } from './run-scenario';
import { root } from './testing/at-root';

const startMs = Date.parse('2026-11-25T09:00:00Z');
const personId = 5_005;

/** The commands as an operator runs them, each in a process of its own, against one local cloud. */
describe("an operator's commands against the local cloud", () => {
  let cloud: LocalCloud;
  let folder: string;
  let updateId = 0;

  beforeAll(async () => {
    cloud = await startLocalCloud({ startMs, schedules: 'sweep-only' });
    folder = mkdtempSync(join(tmpdir(), 'pulso-operator-'));
    writeFileSync(join(folder, 'local.env'), shellVariables(clientVariables(cloud, '')), { mode: 0o600 });
  });

  afterAll(async () => {
    await cloud.stop();
    rmSync(folder, { recursive: true });
  });

  async function run(command: 'bot' | 'secrets', args: readonly string[]) {
    const { PATH, HOME } = process.env;
    const child = spawn(
      process.execPath,
      [join(root, 'dist/apps/operator/main.js'), command, ...args, '--stage', 'local', '--env', 'local.env'],
      { env: { PATH, HOME, INIT_CWD: folder } },
    );
    child.stdin.end();
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { status, stdout, stderr };
  }

  /** @returns How often the bot has answered since a person said something to it. */
  async function answersToHelp(): Promise<number> {
    const fromBot = () =>
      cloud.botApi.conversation.messagesOf(personId).filter(({ from: author }) => author === 'bot').length;
    const before = fromBot();
    updateId += 1;
    cloud.botApi.pushUpdate(said({ updateId, atMs: cloud.clock.nowMs(), fromId: personId }).update);
    await cloud.clock.runUntil(cloud.clock.nowMs() + 1_000);
    return fromBot() - before;
  }

  it('sets the bot up so that people are answered, and finds it so', async () => {
    const setup = await run('bot', ['setup', '--max-connections', '7']);

    expect([setup.status, setup.stderr]).toEqual([0, '']);
    expect(setup.stdout).toContain('webhook connections at once: set to 7 (before: 50)');
    expect(setup.stdout).toContain('Verified by reading back: updates go to http://127.0.0.1');
    expect(await answersToHelp()).toBe(1);
    expect((await run('bot', ['check', '--max-connections', '7'])).status).toBe(0);
  });

  it('finds what was changed by hand, and mends it', async () => {
    await fetch(`${cloud.botApi.url}/bot${cloud.botToken}/setMyDescription?description=By+hand&language_code=de`);

    const tampered = await run('bot', ['check']);
    const mended = await run('bot', ['setup']);

    expect(tampered.status).toBe(1);
    expect(tampered.stdout).toMatch(/different: description \(de\)\n {2}expected .*\n {2}found {5}By hand\n {2}to do/);
    expect(tampered.stdout).toMatch(/^2 differences in/m);
    expect(mended.status).toBe(0);
  });

  it('lets people be answered during and after a rotation of the webhook secret', async () => {
    const begun = await run('secrets', ['--rotate', 'webhook-secrets']);
    const during = await answersToHelp();
    // The bot keeps its secrets for five minutes.
    await cloud.clock.runUntil(cloud.clock.nowMs() + 300_000);
    await run('bot', ['setup']);
    const afterSetup = await answersToHelp();
    const finished = await run('secrets', ['--finish-rotation', '--yes']);
    await cloud.clock.runUntil(cloud.clock.nowMs() + 300_000);

    expect([begun.status, finished.status]).toEqual([0, 0]);
    expect([during, afterSetup, await answersToHelp()]).toEqual([1, 1, 1]);
  });

  it('silences the bot, which is back after a set-up, with what was said meanwhile', async () => {
    const refused = await run('bot', ['remove']);
    const removed = await run('bot', ['remove', '--yes']);
    const answered = await answersToHelp();
    const before = cloud.botApi.conversation.messagesOf(personId).length;
    await run('bot', ['setup']);
    await cloud.clock.runUntil(cloud.clock.nowMs() + 1_000);

    expect(refused.status).toBe(2);
    expect(removed.stdout).toMatch(/@PulsoDemoBot is silent from now on\./);
    expect([removed.status, answered]).toEqual([0, 0]);
    expect(cloud.botApi.conversation.messagesOf(personId).length - before).toBe(1);
  });
});
