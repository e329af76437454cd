import { describeHandling } from './origin';

const handled = {
  ...{ updateId: 7, update: '{}', requestId: 'r', startedAtMs: 1_000, status: 'success', runIds: [] },
  lines: [{ timestamp: 1_040, message: '' }],
};

describe('describeHandling', () => {
  it.each([
    [{ command: 'roll', outcome: 'answered' }, 'was read as the command roll: answered'],
    [{ command: '', update_type: 'callback_query', outcome: 'answered' }, 'was read as a callback query: answered'],
    [{ is_member: 0 }, 'was read as a change of membership'],
    [{ update_type: 'edited_message' }, 'was read as an edited message'],
  ])('says what an update with the record %j was read as', (record, said) => {
    expect(describeHandling({ ...handled, usage: JSON.stringify(record) })).toBe(
      `Update 7 ${said}. The invocation took 40 ms: success.`,
    );
  });

  it('says what the bot answered to an update that it did not take', () => {
    expect(describeHandling({ ...handled, refused: 'Wrong response: 503' })).toBe(
      'Update 7 left no usage record. The invocation took 40 ms: Telegram counts it as failed (Wrong response: 503).',
    );
  });

  it('says that an update left no record', () => {
    expect(describeHandling({ ...handled, status: 'error, TypeError' })).toBe(
      'Update 7 left no usage record. The invocation took 40 ms: error, TypeError.',
    );
  });
});
