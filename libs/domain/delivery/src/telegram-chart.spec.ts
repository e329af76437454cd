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

const { chatId } = destination();

let world: World;
/** The stored delivery of the chart. */
const stored = () => [...world.store.items].find(([key]) => key.endsWith('"part":1}'))?.[1].delivery;

beforeEach(() => {
  world = new World();
});

describe('the chart of a report', () => {
  it('follows the report as a silent picture in the same topic', async () => {
    await world.process(deliverWithChart(3, { destination: destination({ messageThreadId: 9 }) }));

    expect(world.telegram.messages).toMatchObject([
      { silent: false, messageThreadId: 9 },
      { silent: true, messageThreadId: 9, text: 'Chart of Revision 3', picture: '<svg>Revision 3</svg>' },
    ]);
  });

  it('is not uploaded again when it looks the same', async () => {
    await world.process(deliverWithChart(3));

    expect(await world.process({ ...deliverWithChart(3), revision: 4 })).toEqual([]);

    expect(world.telegram.calls.map(({ method }) => method)).toEqual(['send', 'send', 'edit']);
    expect(stored()).toMatchObject({ deliveredRevision: 4 });
  });

  it('neither delays nor repeats the text when it can not be drawn, and is not tried again', async () => {
    let triedCount = 0;
    world.renderPng = async () => {
      triedCount += 1;
      throw new Error('unreachable executed');
    };

    expect(await world.process(deliverWithChart(3), deliverWithChart(3), deliverWithChart(4))).toEqual([]);

    expect(world.telegram.messages).toMatchObject([{ text: expect.stringContaining('4') }]);
    expect([triedCount, world.linesOf('chart-not-drawn').length]).toEqual([1, 1]);
    expect(stored()).toEqual({ endedReason: 'not drawn: Error' });
  });

  it("ends with an alarm and advice if a chat of the settings refuses the bot's pictures", async () => {
    const description = 'Bad Request: not enough rights to send photos to the chat';
    world.telegram.treatments = [{ kind: 'ok' }, refuse({ status: 'rejected', errorCode: 400, description })];

    await world.process(deliverWithChart(3));

    const advice = expect.stringMatching(
      /^Give the bot the right to post messages and pictures, then: npm run report /,
    );
    expect(world.linesOf('delivery-ended')).toMatchObject([{ level: 'ERROR', advice }]);
  });

  it('cuts a caption that is too long', async () => {
    const values = [{ queryId: 'q', title: { en: 'x'.repeat(2_000) }, value: 1 }];

    await world.process(deliverMessage(3, { content: content({ values, chart: true }) }));

    expect(world.telegram.picturesIn(chatId)[0]?.text).toHaveLength(1024);
  });

  it('is separate for each topic of a chat, like its report', async () => {
    const destinations = [2, 3, undefined].map((messageThreadId) => destination({ messageThreadId }));

    world.enqueue(reportUpdate({ destinations, content: { ...contentOf(3), chart: true } }));
    await world.drain();

    const topics = world.telegram.messages.map(({ messageThreadId }) => messageThreadId);
    expect(topics).toEqual([2, 2, 3, 3, undefined, undefined]);
    expect(world.store.items.size).toBe(6);
  });
});

describe('a chart that a person asked for', () => {
  const asked = (values = contentOf(1).values) =>
    deliverMessage(1, {
      destination: asker({ placeholderMessageId: undefined }),
      content: { ...contentOf(1), values, trigger: 'history', chart: true },
    });

  it('is replaced by a text if there is nothing to draw', async () => {
    await world.process(asked([]));
    await world.process(asked([]));

    expect(world.telegram.picturesIn('424242')).toEqual([]);
    expect(world.telegram.textsIn('424242')).toHaveLength(1);
  });

  it.each([
    ['can not be drawn', () => (world.renderPng = () => Promise.reject(new Error('no memory')))],
    [
      'is refused',
      () =>
        (world.telegram.treatments = [
          refuse({ status: 'rejected', errorCode: 400, description: 'IMAGE_PROCESS_FAILED' }),
        ]),
    ],
  ])('leaves its numbers, or at last itself, if it %s, also when a process dies', async (_why, arrange) => {
    for (let atCall = 1; atCall <= 10; atCall += 1) {
      world = new World();
      arrange();
      world.faults = [{ atCall, when: 'before', kind: 'dies' }];
      world.enqueue(asked());

      await world.drain();

      // The next process may succeed with a picture that was refused once.
      expect(world.telegram.messages.at(-1)?.text).toMatch(/Revision/);
    }
  });
});
