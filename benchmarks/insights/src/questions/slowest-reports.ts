import { type Question } from './question';

const jqGrouping = String.raw`as $event
  ({}; .[$event.timestamp / 3600000 | floor | tostring] += [$event.message | split("\tDuration: ")[1] | split(" ")[0] | tonumber])
| [to_entries[] | [(.key | tonumber * 3600 | strftime("%Y-%m-%d %H:%M:%S.000")), (.value | max, (sort | .[(length * 0.95 | ceil) - 1]))]]`;

/** Percentiles as Logs Insights takes them: the nearest rank. */
const overHours = (reports: string): string =>
  String.raw`SELECT strftime(make_timestamp(hour * 3600000000), '%Y-%m-%d %H:%M:%S.000'), slowest, p95 FROM (
  SELECT timestamp // 3600000 AS hour, max(duration) AS slowest, quantile_disc(duration, 0.95) AS p95
  FROM ${reports} GROUP BY hour
)`;

/** Reads numbers out of the lines of text that Lambda writes, and groups them by the hour. */
export const slowestReports: Question = {
  name: 'Q4',
  asks: 'REPORT lines by hour',
  insights: 'filter @type = "REPORT" | stats max(@duration) as slowest, pct(@duration, 95) as p95 by bin(1h)',
  jq: [
    {
      label: 'plain',
      flags: '-n',
      text: `reduce (inputs | select(.message | startswith("REPORT "))) ${jqGrouping}`,
    },
    {
      label: 'searches the line first',
      flags: '-nR',
      text: String.raw`reduce (inputs | select(contains("\"REPORT ")) | fromjson | select(.message | startswith("REPORT "))) ${jqGrouping}`,
    },
  ],
  duckDb: {
    overMessages: [
      {
        label: 'plain',
        text: overHours(String.raw`(
    SELECT timestamp, TRY_CAST(regexp_extract(message, '\tDuration: ([0-9.]+) ms', 1) AS DOUBLE) AS duration
    FROM events WHERE message LIKE 'REPORT %')`),
      },
      {
        label: 'splits',
        text: overHours(`(
    SELECT timestamp, TRY_CAST(split_part(split_part(message, 'Duration: ', 2), ' ', 1) AS DOUBLE) AS duration
    FROM events WHERE starts_with(message, 'REPORT '))`),
      },
    ],
    overColumns: overHours(`events WHERE type = 'REPORT'`),
  },
};
