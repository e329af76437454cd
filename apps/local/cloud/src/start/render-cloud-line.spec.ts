import { createCloudLines } from './render-cloud-line';

const atMs = Date.parse('2026-11-25T15:10:59.354Z');

describe('a line about the local cloud itself', () => {
  it('says what was made to go wrong, in the columns of log lines', () => {
    const { fault } = createCloudLines(false);

    expect(fault({ kind: 'throttle', target: 'sqs.SendMessageBatch' }, atMs)).toBe(
      '15:10:59.354  fault         --------  throttle sqs.SendMessageBatch',
    );
  });

  it('says what was denied, in red on a terminal, and does not let a name steer it', () => {
    const denial = { message: 'User: a is not authorized to perform: b on resource: c\u001B[2J' };

    expect(createCloudLines(false).denied(denial, atMs)).toBe(
      '15:10:59.354  denied        --------  User: a is not authorized to perform: b on resource: c\\u001b[2J',
    );
    expect(createCloudLines(true).denied(denial, atMs)).toContain('\u001B[31mUser: a');
  });
});
