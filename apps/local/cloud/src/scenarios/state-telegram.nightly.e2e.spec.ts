import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, secretParameters } from '@pulso/contracts/envelope';

import { type LocalCloud } from '../cloud/local-cloud';
import { useStateFolder } from './testing/use-state-folder';

jest.setTimeout(60_000);

const startMs = Date.parse('2026-11-25T12:00:00Z');
const minuteMs = 60_000;
const { start } = useStateFolder();

const ada = { person: 'Ada' };
const team = { person: 'Bob', group: 'Team' };

const call = async ({ botApi, botToken }: LocalCloud, method: string, parameters: object = {}): Promise<unknown> => {
  const response = await fetch(`${botApi.url}/bot${botToken}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return ((await response.json()) as { result?: unknown }).result;
};

const textsOf = ({ botApi }: LocalCloud, chatId: number) =>
  botApi.conversation.messagesOf(chatId).map(({ messageId, from, text }) => [messageId, from, text]);

describe('Telegram, in the state of a local cloud', () => {
  it('goes on with people, groups and messages, and the bot answers where it did', async () => {
    const one = await start({ startMs });
    const { chatId, updateId = 0 } = one.botApi.people.say(ada, '/help');
    const { chatId: groupId } = one.botApi.people.say(team, '/help@PulsoDemoBot');
    one.botApi.people.setMember({ person: 'Cleo' }, true);
    const { chatId: blockedId } = one.botApi.people.setMember({ person: 'Cleo' }, false);
    await one.clock.settle();
    await call(one, 'setMyCommands', { commands: [{ command: 'own', description: 'Mine' }] });
    const before = [textsOf(one, chatId), textsOf(one, groupId)];
    await one.stop();

    const other = await start({ startMs: startMs + minuteMs });
    const after = [textsOf(other, chatId), textsOf(other, groupId)];
    const refused = await call(other, 'sendMessage', { chat_id: blockedId, text: 'x' });
    const said = other.botApi.people.say(ada, '/help');
    await other.clock.settle();

    expect(before.map((texts) => texts.length)).toEqual([2, expect.any(Number)]);
    expect(after).toEqual(before);
    expect(refused).toBeUndefined();
    expect(said.updateId).toBeGreaterThan(updateId);
    expect(said.messageId).toBe(3);
    expect(textsOf(other, chatId)).toHaveLength(4);
    expect(await call(other, 'getMyCommands')).toEqual([{ command: 'own', description: 'Mine' }]);
    expect([one.faults, other.faults]).toEqual([[], []]);
  });

  it('pushes an update that came as the last run stopped, to where the function is now', async () => {
    const one = await start({ startMs });
    const { chatId } = one.botApi.people.say(ada, '/help');
    await one.stop();

    const other = await start({ startMs: startMs + minuteMs });
    await other.clock.runUntil(startMs + 5 * minuteMs);

    expect(other.webhookUrl).not.toBe(one.webhookUrl);
    expect(textsOf(other, chatId)).toMatchObject([
      [1, 'person', '/help'],
      [2, 'bot', expect.any(String)],
    ]);
    expect(other.botApi.webhookStatus()).toMatchObject({ url: other.webhookUrl, pendingUpdateCount: 0 });
  });

  it('keeps a webhook that the user has set, and pushes there what waits', async () => {
    const bodies: string[] = [];
    let status = 500;
    const own = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
      request.on('end', () => response.writeHead(status).end());
    });
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(own.address() as AddressInfo).port}/`;
    const one = await start({ startMs });
    await call(one, 'setWebhook', { url, secret_token: 'mine', max_connections: 3, allowed_updates: ['message'] });
    const { updateId } = one.botApi.people.say(ada, 'hello');
    await one.clock.settle();
    const before = one.botApi.webhookStatus();
    await one.stop();
    status = 200;
    bodies.length = 0;

    const other = await start({ startMs: startMs + minuteMs });
    await other.clock.runUntil(startMs + 10 * minuteMs);
    const after = other.botApi.webhookStatus();
    await new Promise((resolve) => own.close(resolve));

    expect(before).toMatchObject({ url, pendingUpdateCount: 1, lastErrorMessage: expect.stringContaining('500') });
    expect(after).toMatchObject({ ...before, pendingUpdateCount: 0 });
    expect(bodies.map((body) => (JSON.parse(body) as { update_id: number }).update_id)).toEqual([updateId]);
  });

  it('keeps the updates of a bot without a webhook for one that is set later', async () => {
    const one = await start({ startMs });
    await call(one, 'deleteWebhook');
    one.botApi.people.say(ada, 'hello');
    await one.stop();

    const other = await start({ startMs: startMs + minuteMs });

    expect(other.botApi.webhookStatus()).toMatchObject({ url: '', pendingUpdateCount: 1 });
  });

  it('tells clients the rotated secret that the function takes', async () => {
    const one = await start({ startMs });
    const ssm = new SSMClient(one.settings);
    const Name = parameterName(one.stage, secretParameters.webhookSecrets);
    await ssm.send(new PutParameterCommand({ Name, Value: `new,${one.webhookSecret}`, Overwrite: true }));
    ssm.destroy();
    await one.stop();

    const other = await start({ startMs: startMs + minuteMs });
    const push = await fetch(other.webhookUrl, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': other.webhookSecret },
      body: '{}',
    });

    expect(other.webhookSecret).toBe('new');
    expect(push.status).not.toBe(401);
  });
});
