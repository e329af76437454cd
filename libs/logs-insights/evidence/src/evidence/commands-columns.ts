import { answers, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

const calls = [
  { user: 'anna', ms: 12 },
  { user: 'bert', ms: 30 },
];

const renamed = 'fields path | fields concat(path, "/") as path | stats count(*) by path';

/** `fields` and `display`: which columns a result has. */
export const columnEvidence: EvidenceSubject = {
  title: 'fields, display',
  entries: [
    {
      id: 'fields-accumulate',
      tag: 'documented',
      source: 'fields',
      statement: 'Several `fields` commands add up, in their order.',
      checks: [
        {
          query: 'fields ms | fields user, @timestamp | limit 1',
          messages: calls,
          columns: ['ms', 'user', '@timestamp', '@ptr'],
        },
      ],
    },
    {
      id: 'alias-is-visible-at-once',
      tag: 'documented',
      source: 'fields',
      statement: 'An alias can be read by the later items of its command and by later commands.',
      checks: [
        answers('fields ms / 2 as half, half + 1 as more | filter more > 10 | sort half', calls, [
          { half: '15', more: '16' },
        ]),
      ],
    },
    {
      id: 'fields-does-not-restrict',
      tag: 'corroborated',
      source: 'serverlessSnippets',
      statement: 'Later commands can read what `fields` does not name.',
      checks: [answers('fields user | filter ms > 20', calls, [{ user: 'bert' }])],
    },
    {
      id: 'last-display-wins',
      tag: 'documented',
      source: 'display',
      statement: 'The last `display` replaces every list of columns before it.',
      checks: [
        {
          query: 'fields user, ms | display ms | display user | limit 1',
          messages: calls,
          columns: ['user', '@ptr'],
        },
      ],
    },
    {
      id: 'display-takes-expressions',
      tag: 'documented',
      source: 'parse',
      statement: '`display` takes expressions and aliases as `fields` does.',
      checks: [
        answers('sort ms | display user, ms > 20 as isSlow', calls, [
          { user: 'anna', isSlow: '0' },
          { user: 'bert', isSlow: '1' },
        ]),
      ],
    },
    {
      id: 'default-columns',
      tag: 'documented',
      source: 'oldGuide',
      statement: 'A query that names no columns shows `@timestamp` and `@message`.',
      checks: [
        { query: 'filter ms > 20', messages: calls, rowCount: 1, columns: ['@timestamp', '@message', '@ptr'] },
        { query: 'sort ms | limit 1', messages: calls, columns: ['@timestamp', '@message', '@ptr'] },
      ],
    },
    {
      id: 'pointer-is-last',
      tag: 'observed',
      source: 'grafanaResults',
      statement: 'The last cell of a row that is not aggregated is `@ptr`, whether it was asked for or not.',
      checks: [
        { query: 'fields @timestamp | limit 1', messages: calls, columns: ['@timestamp', '@ptr'] },
        { query: 'fields @ptr, user | limit 1', messages: calls, columns: ['user', '@ptr'] },
      ],
    },
    {
      id: 'no-pointer-after-stats',
      tag: 'observed',
      source: 'grafanaResults',
      statement: 'Rows of `stats` have no `@ptr`.',
      checks: [{ query: 'stats count(*) by user | limit 1', messages: calls, columns: ['user', 'count(*)'] }],
    },
    {
      id: 'field-of-a-later-parse',
      tag: 'corroborated',
      source: 'examples',
      statement: '`fields` may name a field that only a later `parse` creates.',
      checks: [answers('fields took | parse @message "took *" as took', ['took 5'], [{ took: '5' }])],
    },
    {
      id: 'alias-of-a-projected-name',
      tag: 'observed',
      source: 'tariffRenamed',
      statement: '`stats` cannot read a name that `fields` showed first and made an alias afterwards.',
      checks: [
        refuses(renamed, renamed.lastIndexOf('path')),
        answers('fields concat(user, "!") as user | stats count(*) as c by user | sort user | limit 1', calls, [
          { user: 'anna!', c: '1' },
        ]),
      ],
    },
    {
      id: 'alias-is-made-once',
      tag: 'observed',
      source: 'tariffRenamed',
      statement: 'A name that a query makes cannot be made again.',
      checks: [
        refuses('fields ms as a | fields user as a', 32),
        refuses('stats count(*) as c, sum(ms) as c', 32),
        refuses('parse @message "*" as a | fields ms as a', 39),
      ],
    },
    {
      id: 'no-alias-of-a-system-field',
      tag: 'inferred',
      statement:
        'What every event has, such as `@timestamp` and `@message`, is no alias and no name for `parse`; an output of `stats` may be called so.',
      checks: [
        refuses('fields ms as @timestamp', 13),
        refuses('parse user "*" as @message', 18),
        refuses('unnest split(user, ",") into @log', 29),
        refuses('accum ms as @ptr', 12),
        answers('parse user "*" as @name | display @name, @timestamp as t | limit 1', calls, [
          { '@name': 'bert', t: '2026-11-25 12:00:01.000' },
        ]),
        answers('stats max(@timestamp) as @timestamp', calls, [{ '@timestamp': '2026-11-25 12:00:01.000' }]),
      ],
    },
    {
      id: 'made-fields-are-not-shown',
      tag: 'inferred',
      statement:
        'What `parse` and `unnest` make after `stats` is shown only if `fields` or `display` names it, as before `stats`.',
      checks: [
        answers('stats values(user) as all | unnest all into one | filter one = "anna"', calls, [
          { all: '["anna","bert"]' },
        ]),
        answers('stats max(user) as last | parse last "b*" as rest', calls, [{ last: 'bert' }]),
        answers('stats max(user) as last | parse last "b*" as rest | fields rest', calls, [
          { last: 'bert', rest: 'ert' },
        ]),
      ],
    },
    {
      id: 'missing-cell-is-absent',
      tag: 'observed',
      source: 'grafanaResults',
      statement: 'A column that a row has no value for has no cell in it.',
      checks: [answers('fields user, gone, ms | limit 1', calls, [{ user: 'bert', ms: '30' }])],
    },
  ],
};
