/** One question, in the words of both; both must give the same rows, the first cell of which tells rows apart. */
export interface Question {
  readonly asks: string;
  readonly insights: string;
  /** A program of jq that reads one event after the other and prints the rows as one JSON list of lists. */
  readonly jq: string;
}

export const questions: readonly Question[] = [
  {
    // Some messages have the field in a nested object, which does not count.
    asks: 'filter by a field, and count',
    insights: 'filter is_group = 1 | stats count(*)',
    jq: 'reduce (inputs.message | fromjson? | select(.is_group == 1)) as $_ (0; . + 1) | [[.]]',
  },
  {
    asks: 'group by a field, and average',
    insights: 'filter ispresent(command) | stats count(*) as n, avg(HandlerDuration) as ms by command',
    jq: `reduce (inputs.message | fromjson? | select(.command != null)) as {$command, HandlerDuration: $ms}
  ({}; .[$command].n += 1 | .[$command].ms += $ms)
| [to_entries[] | [.key, .value.n, .value.ms / .value.n]]`,
  },
  {
    asks: 'search all messages for a text',
    insights: 'filter @message like "ERROR" | stats count(*)',
    jq: 'reduce (inputs.message | select(contains("ERROR"))) as $_ (0; . + 1) | [[.]]',
  },
];
