import { classifyRefusal } from '@pulso/kit/telegram';

import { asker, content, deliverMessage } from './testing/factories';
import { type TelegramTreatment } from './testing/fake-services';
import { World } from './testing/world';

/** What Telegram answers where the bot may not write, and will not be allowed to until a person changes something. */
const refusals: [errorCode: number, description: string][] = [
  [403, 'Forbidden: bot was kicked from the channel chat'],
  [403, 'Forbidden: bot was kicked from the supergroup chat'],
  [403, 'Forbidden: bot is not a member of the channel chat'],
  [403, 'Forbidden: bot was blocked by the user'],
  [403, 'Forbidden: user is deactivated'],
  [403, "Forbidden: bot can't initiate conversation with a user"],
  [403, 'Forbidden: the group chat was deleted'],
  [400, 'Bad Request: group chat was deactivated'],
  [400, 'Bad Request: chat not found'],
  [400, 'Bad Request: need administrator rights in the channel chat'],
  [400, 'Bad Request: not enough rights to send text messages to the chat'],
  [400, 'Bad Request: have no rights to send a message'],
  [400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
  [400, 'Bad Request: CHAT_ADMIN_REQUIRED'],
  [400, 'Bad Request: CHAT_RESTRICTED'],
  [400, 'Bad Request: CHANNEL_PRIVATE'],
  [400, 'Bad Request: message thread not found'],
  [400, 'Bad Request: TOPIC_CLOSED'],
  [400, 'Bad Request: TOPIC_DELETED'],
];

const refused = (errorCode: number, description: string): TelegramTreatment => {
  const answer = { ok: false, error_code: errorCode, description };
  return { kind: 'refuse', outcome: classifyRefusal({ httpStatus: errorCode, answer }) };
};

it.each(refusals)('"%s %s" ends a delivery by one call, with an alarm unless a person has asked', async (...answer) => {
  const world = new World();
  world.telegram.show(asker().chatId, 17);
  world.telegram.treatments = [refused(...answer), refused(...answer)];

  await world.process(deliverMessage(3));
  await world.process(deliverMessage(4));
  await world.process(deliverMessage(3, { content: content({ trigger: 'chat' }), destination: asker() }));

  expect(world.telegram.calls).toHaveLength(2);
  expect(world.linesOf('delivery-ended')).toMatchObject([
    { level: 'ERROR', advice: expect.any(String) },
    { level: 'WARN' },
  ]);
  expect(world.logLines).toHaveLength(2);
});
