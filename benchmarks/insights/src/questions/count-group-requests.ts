import { type Question } from './question';

/** Filters by one field of JSON messages. Some messages have it elsewhere, in a nested object, and don't count. */
export const countGroupRequests: Question = {
  name: 'Q1',
  asks: 'filter and count',
  insights: 'filter is_group = 1 | stats count(*)',
  jq: [
    {
      label: 'plain',
      flags: '-n',
      text: 'reduce (inputs.message | fromjson? | select(.is_group == 1)) as $_ (0; . + 1) | [[.]]',
    },
    {
      label: 'looks at the first character first',
      flags: '-n',
      text: 'reduce (inputs.message | select(startswith("{")) | fromjson | select(.is_group == 1)) as $_ (0; . + 1) | [[.]]',
    },
    {
      label: 'searches the message first',
      flags: '-n',
      text: String.raw`reduce (inputs.message | select(contains("\"is_group\":1")) | fromjson? | select(.is_group == 1)) as $_ (0; . + 1) | [[.]]`,
    },
    {
      label: 'searches the line first',
      flags: '-nR',
      text: String.raw`reduce (inputs | select(contains("\\\"is_group\\\":1")) | fromjson.message | fromjson? | select(.is_group == 1)) as $_ (0; . + 1) | [[.]]`,
    },
  ],
  duckDb: {
    overMessages: [
      {
        label: 'plain',
        text: `SELECT count(*) FROM events
WHERE TRY_CAST(TRY_CAST(message AS JSON)->>'is_group' AS DOUBLE) = 1`,
      },
      {
        label: 'looks at the first character first',
        text: `SELECT count(*) FROM events
WHERE CASE WHEN message[1] = '{' THEN TRY_CAST(message->>'$.is_group' AS DOUBLE) = 1 END`,
      },
      {
        label: 'searches the message first',
        text: `SELECT count(*) FROM events
WHERE CASE WHEN message[1] = '{' AND contains(message, '"is_group":1')
  THEN TRY_CAST(message->>'$.is_group' AS DOUBLE) = 1 END`,
      },
    ],
    overColumns: 'SELECT count(*) FROM events WHERE is_group = 1',
  },
};
