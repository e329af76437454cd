import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { logGroupName, resourceName } from '@pulso/contracts/envelope';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { type TimedUpdate, pushUpdates } from '../demo/read-updates';
import './testing/at-root';

const from = { id: 5_005, is_bot: false, first_name: 't.me/joinspam', language_code: 'es-mx' };
const privateChat = { id: from.id, type: 'private', first_name: 'Ada' };
const group = { id: -1_005_550_002, type: 'supergroup', title: '@durov' };

const at = (time: string, update_id: number, update: object): TimedUpdate => ({
  atMs: Date.parse(`2026-11-25T${time}Z`),
  update: { update_id, ...update },
});

const saidAt = (time: string, update_id: number, content: object): TimedUpdate =>
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
      saidAt('09:01:00', 2, { text: '/start promo_x' }),
      saidAt('09:02:00', 3, { sticker: {} }),
      saidAt('09:03:00', 4, { text: '/forget' }),
    ];
    cloud = await startLocalCloud({ startMs: Date.parse('2026-11-25T08:59:00Z'), schedules: 'sweep-only' });
    pushUpdates(updates, cloud.clock, (update) => cloud.botApi.pushUpdate(update));
    await cloud.clock.runUntil(Date.parse('2026-11-25T09:05:00Z'));
  });

  afterAll(() => cloud.stop());

  const recordsOf = (event: string) =>
    [...cloud.logEvents()]
      .filter((entry) => entry.logGroupName === logGroupName('local', 'bot') && entry.message.startsWith('{"'))
      .map(({ message }) => JSON.parse(message) as Readonly<Record<string, unknown>>)
      .filter((fields) => fields['event'] === event);

  it('introduces itself to a group once, and records that it was added', () => {
    const said = cloud.botApi.conversation.messagesOf(group.id).filter(({ from: author }) => author === 'bot');
    expect(said.map(({ text }) => text)).toEqual(['¡Hola! /help@PulsoDemoBot muestra lo que sé hacer aquí.']);
    expect(recordsOf('membership')).toMatchObject([{ change: 'joined', chat_type: 'supergroup', update_id: 1 }]);
  });

  it('leaves nothing of a person who asks to be forgotten but records with an alias', async () => {
    const client = new DynamoDBClient(cloud.settings);

    const { Items = [] } = await client.send(new ScanCommand({ TableName: resourceName('local', 'users') }));
    client.destroy();

    expect(Items.filter(({ pk }) => pk?.S?.startsWith('user#'))).toEqual([]);
    expect(recordsOf('request')).toMatchObject([
      { command: 'start', source: 'promo_x', is_new_user: 1, user_age_days: 0 },
      { outcome: 'not-understood', is_new_user: 0 },
      { command: 'forget', is_new_user: 0 },
    ]);
  });
});
