import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** What a bot writes about the updates it receives. */
export const telegramBot: readonly CorpusQuery[] = [
  { query: 'filter is_group = 1 | stats count(*) as calls', mistake: ['is_group = 1', 'is_group <> 1'], at: '<>' },
  {
    query: 'filter is_group = 0 | stats count(*) as calls by command | sort calls desc',
    mistake: ['stats count(*) as calls', 'stats count (* as calls'],
    at: 'as calls by',
  },
  {
    query: 'filter is_new_user = 1 | stats count_distinct(user) as newcomers by bin(1d)',
    mistake: ['as newcomers by', 'as newcomers, by'],
    at: 'by bin',
  },
  {
    query: 'stats count(*) as calls, count_distinct(user) as users by command | sort users desc, command | limit 10',
    mistake: ['users desc,', 'users desc desc,'],
    at: 'desc, command',
  },
  {
    query: 'filter ispresent(command) and command != "/start" | stats pct(handling_ms, 95) as p95 by command',
    mistake: ['and command !=', 'and command ! ='],
    at: '! =',
  },
  {
    query: 'filter language_code in ["de", "de-AT", "de-CH"] | stats count(*) as updates by language_code',
    mistake: ['"de-CH"] | stats', '"de-CH"]] | stats'],
    at: '] | stats',
  },
  {
    query:
      'fields @timestamp, update_id, chat.type, command | filter chat.type = "private" | sort update_id desc | limit 30',
    mistake: ['| sort update_id desc |', '| sort update_id desc limit'],
    at: 'limit limit',
  },
  {
    query: String.raw`parse @message /update in (?<ms>[\d.]+) ms/
      | filter ispresent(ms)
      | stats avg(ms) as mean, max(ms) as worst by bin(5m)`,
    mistake: [String.raw`(?<ms>[\d.]+)`, String.raw`?<ms>[\d.]+)`],
    at: ')',
  },
  {
    query: 'filter text like "/remind" or text like "/note" | stats count(*) as uses by substr(text, 0, 7) as start',
    mistake: ['or text like', 'or text == like'],
    at: 'like "/note"',
  },
  {
    query:
      'filter kind = "callback_query" and answered_ms > 3000 | stats count(*) as late by bin(1h) as hour | sort hour',
    mistake: ['as hour | sort hour', 'as hour | sort by'],
    at: endOfQuery,
  },
  {
    query: 'stats count(*) as updates by kind, bin(10m) as slot | stats max(updates) as busiest by kind',
    mistake: ['| stats max(updates) as busiest by kind', '| stats max(updates) as busiest by chat.type'],
    at: 'chat.type',
  },
  {
    query: 'filter is_group = 1 | stats count(*) as calls by command | filter calls > 5 | sort calls desc',
    mistake: ['| filter calls > 5', '| filter call > 5 and calls > 1'],
    at: 'call > 5',
  },
  {
    query: 'fields if(is_group = 1, "group", "private") as place | stats count(*) as updates by place',
    mistake: ['if(is_group = 1, "group", "private")', 'if(is_group = 1, "group", "private"'],
    at: 'as place',
  },
  {
    query: 'filter error_code = 429 | stats count(*) as refused, max(retry_after) as longestWait by method, bin(1m)',
    mistake: ['by method', 'by method. by'],
    at: '. by',
  },
  {
    query: `filter blocked_by_user = 1
      | stats earliest(@timestamp) as first, count(*) as times by user
      | sort times desc`,
    mistake: ['earliest(@timestamp)', 'earlist(@timestamp)'],
    at: 'earlist',
  },
  {
    query: 'filter command = "/report" | fields @timestamp, run_id | dedup run_id | limit 5',
    mistake: ['| limit 5', '| limit 5.5'],
    at: '5.5',
  },
  {
    query: 'stats sum(is_group) as inGroups, count(*) - sum(is_group) as elsewhere by bin(1d) as day | sort day desc',
    mistake: ['count(*) - sum(is_group) as', 'count(*) - is_group as'],
    at: 'is_group as elsewhere',
  },
  {
    query: `filter strlen(text) > 4000 or strcontains(text, "http")
      | stats count(*) as suspicious by user
      | sort suspicious desc`,
    mistake: ['strcontains(text, "http")', 'text contains "http"'],
    at: 'contains',
  },
  {
    query: `filter is_group = 1 and ispresent(inviter)
      | stats count(*) as invitations by inviter
      | filter invitations >= 3`,
    mistake: ['filter is_group = 1 and', 'filter is_group = 1,'],
    at: ', ispresent',
  },
  {
    query: 'stats count(*) as lines by @logStream | sort lines desc | limit any 3',
    mistake: ['limit any 3', 'limit all 3'],
    at: 'all 3',
  },
];
