import { answers, gives, keeps } from './checks';
import { type EvidenceSubject } from './evidence';

const order = {
  id: 7,
  items: [
    { name: 'pen', price: 2 },
    { name: 'cup', price: 5 },
  ],
};

/** Maps and lists, `unnest`, `expand` and `unmask`. */
export const listEvidence: EvidenceSubject = {
  title: 'Maps and lists; unnest, expand, unmask',
  entries: [
    {
      id: 'map-members',
      tag: 'documented',
      source: 'functions',
      statement: 'A dot takes a member of a map, and brackets an element of a list, counted from 0.',
      checks: [
        answers(
          'fields jsonParse(@message) as m | fields m.items[1].name as x, m.id as y | display x, y',
          [order],
          [{ x: 'cup', y: '7' }],
        ),
      ],
    },
    {
      id: 'map-member-in-backticks',
      tag: 'documented',
      source: 'functions',
      statement: 'A member whose name has special characters stands in backticks.',
      checks: [
        answers(
          'fields jsonParse(@message) as m | filter m.`user.id` = "123" | display m.`user.id` as x',
          [{ 'user.id': '123' }],
          [{ x: '123' }],
        ),
      ],
    },
    {
      id: 'map-member-missing',
      tag: 'inferred',
      statement:
        'A member that a map does not have, an element that a list does not have and a member of no map are missing.',
      checks: [
        answers(
          'fields jsonParse(@message) as m | display m.gone as a, m.items[9].name as b, m.id.deeper as c, m.items[0].name as d',
          [order],
          [{ d: 'pen' }],
        ),
      ],
    },
    {
      id: 'group-by-member',
      tag: 'documented',
      source: 'functions',
      statement: '`stats` groups by members of maps.',
      checks: [
        answers(
          'fields jsonParse(@message) as m | stats count() as c by m.id as id',
          [order, order],
          [{ id: '7', c: '2' }],
        ),
      ],
    },
    {
      id: 'map-is-missing-for-functions',
      tag: 'documented',
      source: 'functions',
      statement: 'For functions of texts, numbers and times a map and a list are missing.',
      checks: [
        gives('toupper(jsonParse("{\\"a\\":1}"))', undefined),
        gives('abs(jsonParse("[1]"))', undefined),
        gives('strlen(jsonParse("[1]"))', undefined),
        gives('toMillis(jsonParse("[1]"))', undefined),
      ],
    },
    {
      id: 'map-for-other-functions',
      tag: 'inferred',
      statement:
        'Functions of any value take a map or a list as it is: `ispresent()`, `isempty()`, `coalesce()`, `if()` and `case()`.',
      checks: [
        gives('ispresent(jsonParse("[]")) - isempty(jsonParse("[]"))', '1'),
        gives('coalesce(gone, jsonParse("[1]"))', '[1]'),
        gives('if(1, jsonParse("[1]"), 0)', '[1]'),
      ],
    },
    {
      id: 'map-equals-nothing',
      tag: 'documented',
      source: 'functions',
      statement: 'A comparison with a map or a list is false.',
      checks: [
        gives('jsonParse("[1]") = "[1]"', '0'),
        gives('jsonParse("{}") = jsonParse("{}")', '0'),
        gives('jsonParse("[1]") != "x"', '0'),
      ],
    },
    {
      id: 'map-as-json',
      tag: 'inferred',
      statement: 'A map or a list is shown as JSON without white space.',
      checks: [gives('jsonParse(@message)', '{"a":[1,true,"x"]}', '{ "a": [1, true, "x"] }')],
    },
    {
      id: 'unnest-makes-rows',
      tag: 'documented',
      source: 'unnest',
      statement: '`unnest` makes a row of each element of a list and copies all other fields.',
      checks: [
        answers(
          'fields jsonParse(@message) as m | unnest m.items into item | sort item.price | display id, item.name as name',
          [order],
          [
            { id: '7', name: 'pen' },
            { id: '7', name: 'cup' },
          ],
        ),
      ],
    },
    {
      id: 'unnest-then-filter-and-stats',
      tag: 'documented',
      source: 'unnest',
      statement: 'The rows of `unnest` can be filtered and aggregated.',
      checks: [
        answers(
          'fields jsonParse(@message) as m | unnest m.items into item | filter item.price > 1 | stats sum(item.price) as s',
          [order],
          [{ s: '7' }],
        ),
      ],
    },
    {
      id: 'expand-makes-rows',
      tag: 'documented',
      source: 'expand',
      statement:
        '`expand` makes a row of each element of a JSON array, in the field itself, and copies all other fields.',
      checks: [
        answers(
          'expand items | fields items, host | sort items',
          [{ items: '["apple","pear"]', host: 'web' }],
          [
            { items: 'apple', host: 'web' },
            { items: 'pear', host: 'web' },
          ],
        ),
        answers(
          'expand items | stats count(*) as c by items, host | sort items',
          [{ items: ['apple', 'pear', 'apple'], host: 'web' }],
          [
            { items: 'apple', host: 'web', c: '2' },
            { items: 'pear', host: 'web', c: '1' },
          ],
        ),
      ],
    },
    {
      id: 'expand-reads-any-array',
      tag: 'inferred',
      statement:
        '`expand` takes a text that is a JSON array, a list that a function made, and an array in the JSON of an event.',
      checks: [
        answers(
          'fields jsonParse(@message) as m | fields m.items as item | expand item | sort item.price desc | display item.name',
          [order],
          [{ 'item.name': 'cup' }, { 'item.name': 'pen' }],
        ),
        answers('expand a.items | display a.items', [{ a: { items: [1] } }], [{ 'a.items': '1' }]),
      ],
    },
    {
      id: 'expand-of-no-array',
      tag: 'inferred',
      statement: 'What is no array stays as it is, and of an empty array no row is left.',
      checks: [
        answers('expand a | fields a, n', [{ a: 'x', n: 1 }], [{ a: 'x', n: '1' }]),
        answers('expand a | fields a, n', [{ a: '{"b":[1]}', n: 1 }], [{ a: '{"b":[1]}', n: '1' }]),
        answers('expand a | fields a, n', [{ n: 1 }], [{ n: '1' }]),
        answers('expand a | display a.b', [{ a: { b: 1 } }, { a: [{ b: 2 }] }], [{ 'a.b': '2' }, { 'a.b': '1' }]),
        answers(
          'expand a | fields n',
          [
            { a: [], n: 1 },
            { a: '[]', n: 2 },
          ],
          [],
        ),
      ],
    },
    {
      id: 'expand-after-sort',
      tag: 'inferred',
      statement: 'Rows that were sorted by a field keep their order when `expand` takes it apart.',
      checks: [
        answers(
          'sort items | expand items | fields items',
          [{ items: '["b","x"]' }, { items: '["a","y"]' }],
          [{ items: 'a' }, { items: 'y' }, { items: 'b' }, { items: 'x' }],
        ),
      ],
    },
    {
      id: 'unmask-shows-the-value',
      tag: 'documented',
      source: 'unmask',
      statement: '`unmask()` shows what a data protection policy masks, and without a policy the value as it is.',
      checks: [gives('unmask(a)', 'secret', { a: 'secret' }), keeps('unmask(a) = "x"', [{ n: 1, a: 'x' }], [1])],
    },
    {
      id: 'unmask-shows-a-map',
      tag: 'inferred',
      statement: 'An alias of `unmask()` of a map is one of the map.',
      checks: [
        answers('fields unmask(jsonParse(@message)) as p | display p.a.b', [{ a: { b: 1 } }], [{ 'p.a.b': '1' }]),
      ],
    },
  ],
};
