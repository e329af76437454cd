import { type Question } from './question';

const jqGrouping = String.raw`as {$command, HandlerDuration: $ms}
  ({}; .[$command].n += 1 | .[$command].ms += $ms)
| [to_entries[] | [.key, .value.n, .value.ms / .value.n]]`;

/** Groups by one field of a JSON message and averages another. */
export const averageByCommand: Question = {
  name: 'Q2',
  asks: 'filter and group',
  insights: 'filter ispresent(command) | stats count(*) as n, avg(HandlerDuration) as ms by command',
  jq: [
    {
      label: 'plain',
      flags: '-n',
      text: `reduce (inputs.message | fromjson? | select(.command != null)) ${jqGrouping}`,
    },
    {
      label: 'searches the message first',
      flags: '-n',
      text: String.raw`reduce (inputs.message | select(contains("\"command\"")) | fromjson? | select(.command != null)) ${jqGrouping}`,
    },
    {
      label: 'searches the line first',
      flags: '-nR',
      text: String.raw`reduce (inputs | select(contains("\\\"command\\\"")) | fromjson.message | fromjson? | select(.command != null)) ${jqGrouping}`,
    },
  ],
  duckDb: {
    overMessages: [
      {
        label: 'plain',
        text: `SELECT command, count(*), avg(ms) FROM (
  SELECT json->>'command' AS command, TRY_CAST(json->>'HandlerDuration' AS DOUBLE) AS ms
  FROM (SELECT TRY_CAST(message AS JSON) AS json FROM events)
) WHERE command IS NOT NULL GROUP BY command`,
      },
      {
        label: 'both fields at once',
        text: `SELECT found[1] AS command, count(*), avg(TRY_CAST(found[2] AS DOUBLE)) FROM (
  SELECT CASE WHEN message[1] = '{' THEN message->>['$.command', '$.HandlerDuration'] END AS found FROM events
) WHERE found[1] IS NOT NULL GROUP BY command`,
      },
      {
        label: 'from_json',
        text: `SELECT found.command, count(*), avg(found.HandlerDuration) FROM (
  SELECT CASE WHEN message[1] = '{'
    THEN from_json(message, '{"command":"VARCHAR","HandlerDuration":"DOUBLE"}') END AS found FROM events
) WHERE found.command IS NOT NULL GROUP BY found.command`,
      },
    ],
    overColumns:
      'SELECT command, count(*), avg(HandlerDuration) FROM events WHERE command IS NOT NULL GROUP BY command',
  },
};
