import { unknownReportErrorName } from '@pulso/contracts/run-requests';

import { asker, chatRequest, failureRecord } from './testing/factories';
import { World } from './testing/world';

const { chatId } = asker();
const failedWith = (responsePayload: unknown) => failureRecord(chatRequest(), { responsePayload });
const askAgain = expect.stringContaining('ask for it again');

describe('a person who asks for a report that the dispatcher does not have', () => {
  it('is told so, and not to ask again', async () => {
    const world = new World();
    world.telegram.show(chatId, 17);

    await world.process(failedWith({ errorType: unknownReportErrorName, errorMessage: 'No report "gone".' }));

    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringMatching(/^This report no longer exists\.$/)]);
    expect(world.logLines.join()).toContain('"level":"ERROR","event":"run-not-started"');
  });

  it('is told so in their language', async () => {
    const world = new World();
    const request = chatRequest({ messageId: undefined, language: 'es' });
    const responsePayload = { errorType: unknownReportErrorName };

    await world.process(failureRecord(request, { responsePayload }));

    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('ya no existe')]);
  });

  it.each([
    [undefined],
    [null],
    ['UnknownReportError'],
    [{}],
    [{ errorType: 7 }],
    [{ errorType: 'ServiceUnavailable', errorMessage: 'UnknownReportError' }],
    [[{ errorType: 'UnknownReportError' }]],
  ])('is no person whose request failed with %j', async (responsePayload) => {
    const world = new World();
    world.telegram.show(chatId, 17);

    expect(await world.process(failedWith(responsePayload))).toEqual([]);

    expect(world.telegram.textsIn(chatId)).toEqual([askAgain]);
  });
});
