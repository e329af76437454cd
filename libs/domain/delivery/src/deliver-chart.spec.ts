import {
  asker,
  content,
  contentOf,
  deliverMessage,
  deliverWithChart,
  destination,
  reportUpdate,
} from './testing/factories';
import { refuse } from './testing/fake-services';
import { World } from './testing/world';

const chatId = '-100777000111';

const mayNotSend = refuse({
  status: 'rejected',
  errorCode: 400,
  description: 'Bad Request: not enough rights to send photos to the chat',
});
const rejected = refuse({ status: 'rejected', errorCode: 400, description: 'IMAGE_PROCESS_FAILED' });

let world: World;
/** What is known of the chart. */
const stored = () => [...world.store.items].find(([key]) => key.endsWith('"part":1}'))?.[1].delivery;

beforeEach(() => {
  world = new World();
});

describe('the chart of a report', () => {
  it('follows the report as a silent picture in the same topic', async () => {
    const target = destination({ messageThreadId: 9 });

    await world.process(deliverWithChart(3, { destination: target }));

    expect(world.telegram.messages).toMatchObject([
      { silent: false, messageThreadId: 9 },
      { silent: true, messageThreadId: 9, text: 'Chart of Revision 3', picture: '<svg>Revision 3</svg>' },
    ]);
  });

  it('is not uploaded again when it would look the same', async () => {
    await world.process(deliverWithChart(3));
    const comeBack = await world.process({ ...deliverWithChart(3), revision: 4 });

    expect(comeBack).toEqual([]);
    expect(world.telegram.calls.map(({ method }) => method)).toEqual(['send', 'send', 'edit']);
    expect(stored()).toMatchObject({ deliveredRevision: 4 });
  });

  it('neither holds up nor repeats the text when it can not be drawn, and is not tried again', async () => {
    let triedCount = 0;
    world.renderPng = () => {
      triedCount += 1;
      return Promise.reject(new Error('unreachable executed'));
    };

    expect(await world.process(deliverWithChart(3), deliverWithChart(3), deliverWithChart(4))).toEqual([]);

    expect(world.telegram.messages).toMatchObject([{ text: expect.stringContaining('4') }]);
    expect(triedCount).toBe(1);
    expect(world.logLines.filter((line) => line.includes('chart-not-drawn'))).toHaveLength(1);
    expect(stored()).toEqual({ endedReason: 'not drawn: Error' });
  });

  it('ends with an alarm and what to do where a chat of the settings takes no pictures of the bot', async () => {
    world.telegram.treatments = [{ kind: 'ok' }, mayNotSend];

    await world.process(deliverWithChart(3));

    expect(JSON.parse(world.logLines.at(-1) ?? '{}')).toMatchObject({
      level: 'ERROR',
      event: 'delivery-ended',
      advice: expect.stringMatching(/^Give the bot the right to post messages and pictures, then: npm run report /),
    });
  });

  it('cuts what is too long for a caption', async () => {
    const title = { en: 'x'.repeat(2_000) };

    await world.process(
      deliverMessage(3, { content: content({ values: [{ queryId: 'q', title, value: 1 }], chart: true }) }),
    );

    expect(world.telegram.picturesIn(chatId)[0]?.text).toHaveLength(1024);
  });
});

describe('a chart that a person has asked for', () => {
  const asked = (values = contentOf(1).values) =>
    deliverMessage(1, {
      destination: asker({ placeholderMessageId: undefined }),
      content: { ...contentOf(1), values, trigger: 'history', chart: true },
    });

  it('is told in words where there is nothing to draw', async () => {
    await world.process(asked([]));
    await world.process(asked([]));

    expect(world.telegram.picturesIn('424242')).toEqual([]);
    expect(world.telegram.textsIn('424242')).toHaveLength(1);
  });

  it.each([
    ['can not be drawn', () => (world.renderPng = () => Promise.reject(new Error('no memory')))],
    ['is refused', () => (world.telegram.treatments = [rejected])],
  ])(
    'leaves its numbers, or at last itself, where it %s, also when a process dies before any of its calls',
    async (_why, arrange) => {
      for (let atCall = 1; atCall <= 10; atCall += 1) {
        world = new World();
        arrange();
        world.faults = [{ atCall, when: 'before', kind: 'dies' }];
        world.enqueue(asked());

        await world.drain();

        // A picture that was refused once may be taken by the next process.
        expect(world.telegram.messages.at(-1)?.text).toMatch(/Revision/);
      }
    },
  );
});

describe('topics of one chat', () => {
  it('are two destinations with a message each', async () => {
    const topics = [destination({ messageThreadId: 2 }), destination({ messageThreadId: 3 }), destination()];

    world.enqueue(reportUpdate({ destinations: topics }));
    await world.drain();

    expect(world.telegram.messages.map(({ messageThreadId }) => messageThreadId)).toEqual([2, 3, undefined]);
    expect(world.store.items.size).toBe(3);
  });
});
