import { accepts, answers, keeps, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

/** `parse`: what it reads, and what a glob finds. */
export const parseEvidence: EvidenceSubject = {
  title: 'parse by globs',
  entries: [
    {
      id: 'parse-reads-message-by-default',
      tag: 'documented',
      source: 'parse',
      statement: 'Without a field `parse` reads `@message`.',
      checks: [answers('parse "user=*" as user | fields user', ['user=anna'], [{ user: 'anna' }])],
    },
    {
      id: 'parse-reads-any-field',
      tag: 'documented',
      source: 'parse',
      statement:
        '`parse` reads the field that is named: a discovered one, `@logStream`, or one that an earlier `parse` made.',
      checks: [
        answers('parse agent "*/*" as name, version | fields version', [{ agent: 'curl/8' }], [{ version: '8' }]),
        answers(
          'parse @message "url=*" as url | parse url "/api/*/users/*" as api, id | display api, id',
          ['url=/api/v1/users/7'],
          [{ api: 'v1', id: '7' }],
        ),
        {
          query: 'parse @logStream "*/*" as env, service | display env, service',
          events: [{ timestamp: 0, message: 'x', logStream: 'prod/web' }],
          rows: [{ env: 'prod', service: 'web' }],
        },
      ],
    },
    {
      id: 'glob-finds-anywhere',
      tag: 'observed',
      source: 'captures',
      statement: 'A glob matches anywhere in the text, not only at its start.',
      checks: [answers('parse @message "took * ms" as ms | fields ms', ['it took 12 ms'], [{ ms: '12' }])],
    },
    {
      id: 'glob-star-is-shortest',
      tag: 'observed',
      source: 'captures',
      statement: 'A `*` takes as little as possible: all up to where the text after it first comes again.',
      checks: [
        answers(
          'parse @message "[*] *: *" as level, who, what | fields level, who, what',
          ['[INFO] a: b: c'],
          [{ level: 'INFO', who: 'a', what: 'b: c' }],
        ),
      ],
    },
    {
      id: 'glob-last-star-takes-the-rest',
      tag: 'documented',
      source: 'parse',
      statement: 'A `*` at the very end takes the rest, and one at the very start begins with the text.',
      checks: [
        answers(
          'parse @message "* - *" as a, b | fields a, b',
          ['one - two - three'],
          [{ a: 'one', b: 'two - three' }],
        ),
      ],
    },
    {
      id: 'glob-star-may-be-empty',
      tag: 'inferred',
      statement: 'A `*` may take nothing, and of two in a row the first does.',
      checks: [
        answers('parse @message "a=*;" as a | fields strlen(a) as x', ['a=;'], [{ x: '0' }]),
        answers('parse @message "**" as a, b | fields strlen(a) as x, b', ['text'], [{ x: '0', b: 'text' }]),
      ],
    },
    {
      id: 'glob-names-match-stars',
      tag: 'documented',
      source: 'parse',
      statement: 'A glob has as many names as it has `*`; any other number is an error.',
      checks: [refuses('parse @message "* - *" as a', '"* - *"'), refuses('parse @message "*" as a, b', '"*"')],
    },
    {
      id: 'glob-as-marker',
      tag: 'corroborated',
      source: 'notification',
      statement: 'A glob without a `*` takes one name, which is present where the text was found.',
      checks: [
        answers(
          'parse @message "ok" as @ok | stats count(@ok) as found, count(*) as all',
          ['ok 1', 'bad', 'not ok'],
          [{ found: '2', all: '3' }],
        ),
      ],
    },
    {
      id: 'glob-as-marker-has-one-name',
      tag: 'inferred',
      statement: 'One name follows a glob without a `*`.',
      checks: [
        {
          query: 'parse @message "ok" as x, y',
          throws: { type: 'malformed', at: '"ok"', says: 'the glob has no *, so one name' },
        },
        { query: 'parse "*/*" as x', throws: { type: 'malformed', at: '"*/*"', says: 'the glob has 2 *' } },
      ],
    },
    {
      id: 'parse-no-match-keeps-the-row',
      tag: 'documented',
      source: 'parse',
      statement: 'An event that does not match stays, without the fields.',
      checks: [
        answers('parse @message "id=*" as id | fields @message, id', ['nothing'], [{ '@message': 'nothing' }]),
        answers('parse @message /id=(?<id>\\d+)/ | fields @message, id', ['nothing'], [{ '@message': 'nothing' }]),
      ],
    },
    {
      id: 'parse-missing-source',
      tag: 'documented',
      source: 'parse',
      statement: 'Where the field to read is missing the new fields are missing, and the row stays.',
      checks: [answers('parse gone "*" as x | fields x, n', [{ n: 1 }], [{ n: '1' }])],
    },
    {
      id: 'parse-unused-group-is-missing',
      tag: 'corroborated',
      source: 'digideps',
      statement: 'A group that took no part in the match is missing.',
      checks: [
        answers(
          'parse @message /id=(?<id>\\d+)|name=(?<name>\\w+)/ | fields coalesce(id, name) as who, id',
          ['name=anna'],
          [{ who: 'anna' }],
        ),
      ],
    },
    {
      id: 'parse-numbers-count-as-numbers',
      tag: 'observed',
      source: 'benchmark',
      statement: 'Parsed values are texts; those that look like numbers are compared and aggregated as numbers.',
      checks: [
        answers(
          'parse @message "ms=*" as ms | filter ms > 9 | stats sum(ms) as s',
          ['ms=9', 'ms=10', 'ms=100'],
          [{ s: '110' }],
        ),
      ],
    },
    {
      id: 'parse-true-is-a-text',
      tag: 'corroborated',
      source: 'forms',
      statement: 'A parsed `true` is the text, and so equals `"true"`.',
      checks: [
        answers(
          'parse @message "ok=*" as ok | filter ok = "true" | stats count(*) as c',
          ['ok=true', 'ok=false'],
          [{ c: '1' }],
        ),
      ],
    },
    {
      id: 'parse-field-limit',
      tag: 'documented',
      source: 'parse',
      statement: 'A query parses 200 fields at most.',
      checks: [
        accepts(`parse @message "${'* '.repeat(200).trim()}" as ${names(200)}`),
        refuses(`parse @message "${'* '.repeat(201).trim()}" as ${names(201)}`, 'parse'),
      ],
    },
    {
      id: 'parse-name-can-be-filtered',
      tag: 'documented',
      source: 'parse',
      statement: 'Commands after `parse` read its fields like any other.',
      checks: [
        answers(
          'fields @message | parse @message "* [*] *" as at, level, text | filter level in ["ERROR", "INFO"] | display text',
          ['1 [ERROR] bad', '2 [DEBUG] skip'],
          [{ text: 'bad' }],
        ),
        keeps('a = 1', [{ n: 1, a: 1 }], [1]),
      ],
    },
  ],
};

function names(count: number): string {
  return Array.from({ length: count }, (_, index) => `f${index}`).join(', ');
}
