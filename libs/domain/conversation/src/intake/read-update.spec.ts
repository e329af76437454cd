import { readUpdate } from './read-update';

describe('an update that can not be read', () => {
  it.each([
    ['{', 'not valid JSON'],
    ['5', 'wrong shape at update'],
    ['{"update_id":"x"}', 'wrong shape at update_id'],
    ['{"update_id":1,"message":{"message_id":1,"chat":5}}', 'wrong shape at message.chat'],
  ])('says where, and quotes nothing: %s', (body, problem) => {
    expect(readUpdate(body)).toEqual({ type: 'malformed', problem });
  });
});
