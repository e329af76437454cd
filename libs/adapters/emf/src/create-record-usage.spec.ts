import { type UsageRecord } from '@pulso/contracts/usage-metrics';

import { createRecordUsage } from './index';

const record = (overrides: Partial<UsageRecord> = {}): UsageRecord => ({
  event: 'request',
  schemaVersion: 1,
  is_group: 1,
  is_new_user: 0,
  update_type: 'message',
  user: '0123456789abcdef',
  outcome: 'answered',
  update_id: 7,
  Requests: 1,
  HandlerDuration: 12,
  ...overrides,
});

describe('createRecordUsage', () => {
  it('writes one EMF document per record, with nothing added', async () => {
    const lines: string[] = [];
    const nowMs = Date.now();

    await createRecordUsage('Pulso/test', (line) => lines.push(line))(record(), nowMs);

    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        ...record(),
        _aws: {
          Timestamp: nowMs,
          CloudWatchMetrics: [
            {
              Namespace: 'Pulso/test',
              Dimensions: [[], ['update_type']],
              Metrics: [
                { Name: 'Requests', Unit: 'Count' },
                { Name: 'HandlerDuration', Unit: 'Milliseconds' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('keeps nothing of the record before', async () => {
    const lines: string[] = [];
    const recordUsage = createRecordUsage('Pulso/test', (line) => lines.push(line));

    await recordUsage(record({ command: 'help', chat: 'fedcba9876543210', language_code: 'de' }), Date.now());
    await recordUsage(record({ update_type: 'callback_query' }), Date.now());

    const second = JSON.parse(lines[1] ?? '{}');
    expect(second).not.toHaveProperty('command');
    expect(second).not.toHaveProperty('chat');
    expect(second).not.toHaveProperty('language_code');
    expect(second.update_type).toBe('callback_query');
  });

  it('rejects a time that CloudWatch would reject', async () => {
    const lines: string[] = [];

    await expect(createRecordUsage('Pulso/test', (line) => lines.push(line))(record(), 0)).rejects.toMatchObject({
      message: expect.stringContaining('Timestamp'),
    });

    expect(lines).toEqual([]);
  });
});
