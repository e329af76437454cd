import { maxBodyBytes, readUpdate } from './read-update';

const read = (body: string, isBase64Encoded = false) =>
  readUpdate({ requestContext: { http: { method: 'POST' } }, headers: {}, body, isBase64Encoded }, () => '{}');
const sizeBytes = 262_144;

describe('an update that can not be read', () => {
  it.each([
    ['{', 'not valid JSON'],
    ['5', 'wrong shape at update'],
    ['{"update_id":"x"}', 'wrong shape at update_id'],
    ['{"update_id":1,"message":{"message_id":1,"chat":5}}', 'wrong shape at message.chat'],
  ])('says where, and quotes nothing: %s', (body, problem) => {
    expect(read(body)).toEqual({ type: 'malformed', problem });
  });

  it.each([
    ['a quarter of a megabyte', 'x'.repeat(sizeBytes), false, 'not valid JSON'],
    ['a byte more', 'x'.repeat(sizeBytes + 1), false, 'too large'],
    ['a letter more, which has two bytes', 'é'.repeat(sizeBytes / 2 + 1), false, 'too large'],
    ['as much once it is decoded', Buffer.alloc(sizeBytes).toString('base64'), true, 'wrong shape at update_id'],
    ['a byte more once it is decoded', Buffer.alloc(sizeBytes + 1).toString('base64'), true, 'too large'],
  ])('with %s', (_case, body, isBase64Encoded, problem) => {
    expect(maxBodyBytes).toBe(sizeBytes);
    expect(read(body, isBase64Encoded)).toEqual({ type: 'malformed', problem });
  });
});
