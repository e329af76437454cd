import { join } from 'node:path';

import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { logGroupName, resourceName } from '@pulso/contracts/naming';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { pushUpdates } from '../demo/push-updates';
import { type TimedUpdate } from '../demo/read-updates';

const from = { id: 5_005, is_bot: false, first_name: 't.me/joinspam', language_code: 'es-mx' };
const privateChat = { id: from.id, type: 'private', first_name: 'Ada' };
const group = { id: -1_005_550_002, type: 'supergroup', title: '@durov' };

const at = (time: string, update_id: number, update: object): TimedUpdate => ({
  atMs: Date.parse(`2026-11-25T${time}Z`),
  update: { update_id, ...update },
});

const said = (time: string, update_id: number, content: object): TimedUpdate =>
  at(time, update_id, {
    message: {
      message_id: update_id,
      date: Date.parse(`2026-11-25T${time}Z`) / 1000,
      from,
      chat: privateChat,
      ...content,
    },
  });

const bot = { id: 7_000_000_001, is_bot: true, first_name: 'Pulso' };

jest.setTimeout(120_000);

beforeAll(() => {
  process.chdir(join(__dirname, '../../../../..'));
});

describe('the bot in the local cloud', () => {
  let cloud: LocalCloud;

  beforeAll(async () => {
    const joined = {
      my_chat_member: {
        ...{ chat: group, from, date: 1 },
        old_chat_member: { user: bot, status: 'left' },
        new_chat_member: { user: bot, status: 'member' },
      },
    };
    const updates = [
      at('09:00:00', 1, joined),
      at('09:00:05', 1, joined),
      said('09:01:00', 2, { text: '/start promo_x' }),
      said('09:02:00', 3, { sticker: {} }),
      said('09:03:00', 4, { text: '/forget' }),
    ];
    cloud = await startLocalCloud({ startMs: Date.parse('2026-11-25T08:59:00Z'), schedules: 'sweep-only' });
    pushUpdates(updates, cloud.clock, (update) => cloud.botApi.pushUpdate(update));
    await cloud.clock.runUntil(Date.parse('2026-11-25T09:05:00Z'));
  });

  afterAll(() => cloud.stop());

  const fromBot = (chatId: number) =>
    cloud.botApi.conversation.messagesOf(chatId).filter(({ from: author }) => author === 'bot');

  const recordsOf = (event: string) =>
    [...cloud.logEvents()]
      .filter((entry) => entry.logGroupName === logGroupName('local', 'bot') && entry.message.startsWith('{"'))
      .map(({ message }) => JSON.parse(message) as Readonly<Record<string, unknown>>)
      .filter((fields) => fields['event'] === event);

  it('introduces itself to a group once, and records that it was added', () => {
    expect(fromBot(group.id).map(({ text }) => text)).toEqual([
      '¡Hola! /help@PulsoDemoBot muestra lo que sé hacer aquí.',
    ]);
    expect(recordsOf('membership')).toMatchObject([{ change: 'joined', chat_type: 'supergroup', update_id: 1 }]);
  });

  it('speaks to a person in their language, and links nothing of their name', () => {
    expect(fromBot(from.id).map(({ text }) => text.split('\n')[0])).toEqual([
      '¡Hola!',
      'Solo sé leer texto. Con /help verás lo que sé hacer.',
      expect.stringMatching(/^Hecho: .*30 días/),
    ]);
  });

  it('leaves nothing of a person who asks to be forgotten but records with a pseudonym', async () => {
    const client = new DynamoDBClient(cloud.settings);

    const { Items = [] } = await client.send(new ScanCommand({ TableName: resourceName('local', 'users') }));
    client.destroy();

    expect(Items.filter(({ pk }) => pk?.S?.startsWith('user#'))).toEqual([]);
    expect(recordsOf('request')).toMatchObject([
      { command: 'start', source: 'promo_x', is_new_user: 1, user_age_days: 0 },
      { outcome: 'answered', is_new_user: 0 },
      { command: 'forget', is_new_user: 0 },
    ]);
  });

  it('has its commands shown by Telegram, those for reports to its admins alone', () => {
    const names = (scope: string) => cloud.botApi.commands(scope, 'ru').map(({ command }) => command);

    expect(names('all_private_chats')).not.toContain('report');
    expect(names('chat 424242 ')).toContain('report');
  });
});
