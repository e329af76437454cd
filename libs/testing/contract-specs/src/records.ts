import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { catalogue, queryTextOf } from '@pulso/domain/reports';
import { type LogEvent } from '@pulso/logs-insights';

/** Every question of the catalogue, with the text of its query. */
export const queries = catalogue.flatMap((report) =>
  report.queries.map((question) => ({
    ...question,
    query: queryTextOf(question),
    name: `${report.id}/${question.id}`,
    logGroups: report.logGroups,
  })),
);

/** A line of the bot's log. @param timestamp - Epoch ms. */
export const record = (fields: Record<string, unknown>, timestamp = 1_000): LogEvent => ({
  timestamp,
  message: JSON.stringify({ event: 'request', is_group: 0, is_new_user: 0, ...fields }),
});

const [ada, bob, eve] = ['a', 'b', 'c'].map((digit) => digit.repeat(16));

/** A day of records, with every outcome and change, and the log lines between them. */
export const day = [
  record({
    user: ada,
    outcome: 'answered',
    command: 'start',
    source: 'promo_x',
    language_code: 'es',
    HandlerDuration: 10,
  }),
  record({ user: ada, outcome: 'answered', command: 'start', language_code: 'es', HandlerDuration: 20 }),
  record({ user: bob, outcome: 'refused', command: 'start', language_code: 'en', HandlerDuration: 30 }, 4_000_000),
  record({ user: bob, outcome: 'failed', command: 'help', user_age_days: 6, HandlerDuration: 40 }, 4_000_000),
  record({ user: eve, outcome: 'reply-failed', user_age_days: 7, HandlerDuration: 50 }, 4_000_000),
  record({ user: eve, outcome: 'reply-unknown', user_age_days: 13, HandlerDuration: 60 }, 4_000_000),
  record({ user: eve, outcome: 'unreachable', user_age_days: 13, HandlerDuration: 60 }, 4_000_000),
  record({ user: ada, outcome: 'not-understood', is_group: 1, group: 'd'.repeat(16), HandlerDuration: 20 }, 4_000_000),
  record({ event: 'membership', change: 'joined', chat_type: 'group', is_group: undefined, is_new_user: undefined }),
  record({ event: 'membership', change: 'joined', chat_type: 'channel', is_group: undefined, is_new_user: undefined }),
  record({ event: 'membership', change: 'left', chat_type: 'group', is_group: undefined, is_new_user: undefined }),
  record({ event: 'membership', change: 'blocked', chat_type: 'private', is_group: undefined, is_new_user: undefined }),
  { timestamp: 1_000, message: '{"level":"WARN","event":"run-not-started"}' },
  { timestamp: 1_000, message: '{"type":"platform.report","record":{}}' },
];

const fixtures = join(__dirname, '../../../contracts/usage-metrics/src/fixtures/v1');

/** The contract's examples of every field, including fields newer than `day`. */
export const examples: readonly LogEvent[] = readdirSync(fixtures).map((file) => ({
  timestamp: 1_000,
  message: readFileSync(join(fixtures, file), 'utf8'),
}));
