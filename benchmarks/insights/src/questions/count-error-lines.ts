import { type Question } from './question';

/** Searches all messages for a text, and reads none of them. */
export const countErrorLines: Question = {
  name: 'Q3',
  asks: 'substring of messages',
  insights: 'filter @message like "ERROR" | stats count(*)',
  jq: [
    {
      label: 'plain',
      flags: '-n',
      text: 'reduce (inputs.message | select(contains("ERROR"))) as $_ (0; . + 1) | [[.]]',
    },
    {
      label: 'searches the line first',
      flags: '-nR',
      text: 'reduce (inputs | select(contains("ERROR")) | fromjson.message | select(contains("ERROR"))) as $_ (0; . + 1) | [[.]]',
    },
  ],
  duckDb: {
    overMessages: [
      { label: 'plain', text: `SELECT count(*) FROM events WHERE message LIKE '%ERROR%'` },
      { label: 'contains()', text: `SELECT count(*) FROM events WHERE contains(message, 'ERROR')` },
    ],
    overColumns: `SELECT count(*) FROM events WHERE contains(message, 'ERROR')`,
  },
};
