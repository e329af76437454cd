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

const linesOf = ({ logLines }: World) =>
  logLines.map((line) => JSON.parse(line)).map(({ level, event }) => `${level} ${event}`);

describe.each(refusals)('after %d "%s"', (errorCode, description) => {
  it('a destination of the stage settings ends by one call, with an alarm', async () => {
    const world = new World();
    world.telegram.treatments = [refused(errorCode, description)];

    const comeBack = [await world.process(deliverMessage(3)), await world.process(deliverMessage(4))];

    expect(comeBack).toEqual([[], []]);
    expect(world.telegram.calls).toHaveLength(1);
    expect(linesOf(world)).toEqual(['ERROR delivery-ended']);
    expect(JSON.parse(world.logLines[0] ?? '{}')).toHaveProperty('advice');
  });

  it("a person's own chat ends by one call, and no operator is called", async () => {
    const world = new World();
    world.telegram.show(asker().chatId, 17);
    world.telegram.treatments = [refused(errorCode, description)];

    await world.process(deliverMessage(3, { content: content({ trigger: 'chat' }), destination: asker() }));

    expect(world.telegram.calls).toHaveLength(1);
    expect(linesOf(world)).toEqual(['WARN delivery-ended']);
  });
});
