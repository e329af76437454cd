import { askerWithoutPlaceholder, contentOf, deliverMessage, failureRecord } from './testing/factories';
import { World } from './testing/world';

const asked = deliverMessage(1, {
  runId: 'daily-usage/history/9f86-7',
  destination: askerWithoutPlaceholder({ showsProgress: false }),
  content: { ...contentOf(1), trigger: 'history', file: 'csv' },
});

describe('a report that is wanted as a file', () => {
  it('comes as one, without a message and once', async () => {
    const world = new World();

    await world.process(asked, asked);

    expect(world.telegram.messages).toMatchObject([
      {
        chatId: '424242',
        file: 'daily-usage-2026-11-25T1225Z.csv',
        text: expect.stringMatching(
          /^report,window_start[^\n]*\r\ndaily-usage,[^\n]*,number,calls,Revision,,,,1,count,,,,,,,false\r\n$/,
        ),
      },
    ]);
  });

  it('comes below a notice that none will come', async () => {
    const world = new World();
    const trigger = {
      type: 'history',
      requestId: '9f86-7',
      requestedAtMs: 1,
      chatId: '424242',
      windowCount: 1,
      chart: false,
    };
    await world.process(failureRecord({ schemaVersion: 1, reportId: 'daily-usage', trigger }));

    await world.process(asked, asked);

    expect(world.telegram.messages.map(({ file }) => file)).toEqual([undefined, 'daily-usage-2026-11-25T1225Z.csv']);
  });

  it('is a notice in one line where the report is no longer stored', async () => {
    const world = new World();
    const nothing = { values: [], noRecords: true, isForgotten: true };

    await world.process({ ...asked, content: { ...contentOf(1), ...nothing, trigger: 'history' } });

    expect(world.telegram.textsIn('424242')).toEqual(['There is no file: this report is no longer stored.']);
    expect(world.telegram.messages[0]?.buttons).toBeUndefined();
  });
});
