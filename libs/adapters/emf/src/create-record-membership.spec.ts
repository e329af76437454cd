import { readMembershipRecord } from '@pulso/contracts/usage-metrics';

import { createRecordMembership } from './index';

const record = {
  event: 'membership',
  schemaVersion: 1,
  change: 'joined',
  chat_type: 'supergroup',
  chat: 'fedcba9876543210',
  update_id: 881,
} as const;

it('writes one line per record, without metrics or undeclared fields, which the contract reads', () => {
  const lines: string[] = [];

  createRecordMembership((line) => lines.push(line))({ ...record, ...{ title: 'Friends' } });

  expect(lines.map((line) => JSON.parse(line))).toEqual([record]);
  expect(lines[0]).not.toMatch(/[\r\n]/);
  expect(readMembershipRecord(lines[0])).toEqual(record);
});
