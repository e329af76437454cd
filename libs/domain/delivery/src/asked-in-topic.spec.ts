import { asker, askerWithoutPlaceholder, chatRunId, deliverWithChart, failureRecord } from './testing/factories';
import { refuse } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = asker();

const notFound = refuse({ status: 'rejected', errorCode: 400, description: 'Bad Request: message thread not found' });
const topicsIn = ({ telegram }: World) => telegram.messages.map(({ messageThreadId }) => messageThreadId);

/** For a person who has asked in topic 9 and waits in front of no placeholder. */
const toTopic = (revision: number, askedInThreadId = 9) =>
  deliverWithChart(revision, { runId: chatRunId, destination: askerWithoutPlaceholder({ askedInThreadId }) });

let world: World;

beforeEach(() => {
  world = new World();
});

describe('what a person has asked for in a topic', () => {
  it('comes there, the report and its chart', async () => {
    await world.process(toTopic(2));

    expect(topicsIn(world)).toEqual([9, 9]);
  });

  it('comes there with the chart alone, where a placeholder waits for the report', async () => {
    world.telegram.show(chatId, 17);

    await world.process(deliverWithChart(2, { destination: asker({ askedInThreadId: 9 }) }));

    expect(world.telegram.messages).toMatchObject([
      { messageId: 17, text: expect.stringContaining('Revision') },
      { messageThreadId: 9, picture: expect.any(String) },
    ]);
  });

  it.each(['chat', 'history'])('is answered there that none will come, after a %s', async (type) => {
    const trigger = { type, requestId: 'r', requestedAtMs: 1, chatId, messageThreadId: 9 };
    const request = { ...trigger, ...(type === 'history' ? { windowCount: 7, chart: false } : {}) };

    await world.process(failureRecord({ schemaVersion: 1, reportId: 'daily-usage', trigger: request }));

    expect(topicsIn(world)).toEqual([9]);
  });

  it('comes without the topic where Telegram does not find it, once', async () => {
    world.telegram.treatments = [notFound, { kind: 'ok' }, notFound];

    expect(await world.process(toTopic(2))).toEqual([]);
    await world.process(toTopic(2));

    expect(topicsIn(world)).toEqual([undefined, undefined]);
    expect(world.logLines.join()).not.toMatch(/delivery-ended|"level":"(WARN|ERROR)"/);
  });
});
