import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { MalformedMessageError, UnsupportedSchemaVersionError } from '@pulso/contracts/envelope';

import {
  type UsageRecord,
  membershipFields,
  readMembershipRecord,
  readUsageRecord,
  searchableFields,
  usageFields,
  usageMetrics,
} from './index';

const folder = join(__dirname, 'fixtures');
const fixtures = readdirSync(folder).flatMap((version) =>
  readdirSync(join(folder, version)).map((file): [string, string] => [
    `${version}/${file}`,
    readFileSync(join(folder, version, file), 'utf8'),
  ]),
);

const readerOf = (text: string) => (JSON.parse(text).event === 'membership' ? readMembershipRecord : readUsageRecord);

const record = (overrides: Partial<UsageRecord> = {}): UsageRecord => ({
  event: 'request',
  schemaVersion: 1,
  is_group: 0,
  is_new_user: 1,
  update_type: 'message',
  user: '0123456789abcdef',
  outcome: 'answered',
  update_id: 7,
  Requests: 1,
  HandlerDuration: 12,
  ...overrides,
});

describe('readUsageRecord', () => {
  it.each(fixtures)('reads every field of %s', (_name, text) => {
    expect(readerOf(text)(text)).toEqual(JSON.parse(text));
  });

  it.each(fixtures)('drops unknown fields from %s', (_name, text) => {
    const fromTomorrow = { ...JSON.parse(text), mood: 'good', _aws: { Timestamp: 1, CloudWatchMetrics: [] } };

    expect(readerOf(text)(fromTomorrow)).toEqual(JSON.parse(text));
  });

  it.each(Object.keys(record()))('refuses a record without %s', (name) => {
    const { [name]: _removed, ...rest }: Record<string, unknown> = { ...record() };

    expect(() => readUsageRecord(rest)).toThrow(MalformedMessageError);
  });

  it.each([
    ['a boolean flag', { is_group: true }],
    ['a flag as text', { is_new_user: '1' }],
    ['a raw id instead of a pseudonym', { user: '123456789' }],
    ['an invalid language', { language_code: 'en"} | stats count(*)' }],
    ['a command with its slash', { command: '/help' }],
    ['an unknown outcome', { outcome: 'fine' }],
    ['a source that may name a person', { source: 'Ada Lovelace' }],
    ['an age without bound', { user_age_days: 401 }],
    ['a negative duration', { HandlerDuration: -1 }],
    ['two requests at once', { Requests: 2 }],
  ])('refuses %s', (_case, wrong) => {
    expect(() => readUsageRecord({ ...record(), ...wrong })).toThrow(MalformedMessageError);
  });

  it('says that the record is newer than the reader', () => {
    expect(() => readUsageRecord({ ...record(), schemaVersion: 2 })).toThrow(UnsupportedSchemaVersionError);
  });
});

describe('the metric schema', () => {
  it('lets queries search the fields and the metrics, with their types', () => {
    expect(searchableFields).toMatchObject({ is_group: 'number', command: 'string', HandlerDuration: 'number' });
    expect(new Set(Object.keys(searchableFields))).toEqual(
      new Set([...Object.keys(usageFields), ...Object.keys(membershipFields), ...Object.keys(usageMetrics.metrics)]),
    );
  });

  it('keeps the number of billed metrics small', () => {
    const valueCounts = { update_type: Object.keys(usageFields.update_type.schema.def.entries).length };
    const combinationCount = usageMetrics.dimensionSets
      .map((names) => names.reduce((product, name) => product * valueCounts[name], 1))
      .reduce((sum, count) => sum + count, 0);

    expect(combinationCount * Object.keys(usageMetrics.metrics).length).toBeLessThanOrEqual(10);
  });

  it('does not let an undeclared field in', () => {
    // @ts-expect-error A name is not a field of the schema.
    const wrong: UsageRecord = { ...record(), first_name: 'Ada' };

    expect(readUsageRecord(wrong)).not.toHaveProperty('first_name');
  });
});
