import { isUnsupported, refuses } from './checks';
import { type Check, type EvidenceSubject, firstEventMs } from './evidence';

/** Three events, each in a log group of its own. */
const fromGroups = (query: string, numbers: readonly string[]): Check => ({
  query,
  events: ['/a', '/b', '/b2'].map((logGroupName, index) => ({
    timestamp: firstEventMs,
    message: `{"n":${index + 1}}`,
    logGroupName,
  })),
  rows: numbers.map((n) => ({ n })),
});

/** `SOURCE`: which log groups are read. */
export const sourceEvidence: EvidenceSubject = {
  title: 'SOURCE',
  entries: [
    {
      id: 'source-names-groups',
      tag: 'documented',
      source: 'sourceCommand',
      statement: '`SOURCE` before the first command chooses the log groups, one by one or by the start of their names.',
      checks: [
        fromGroups("SOURCE '/a' | SOURCE '/b' | fields n | sort n", ['1', '2']),
        fromGroups("SOURCE logGroups(namePrefix: ['/b']) | fields n | sort n", ['2', '3']),
        fromGroups("source '/a' | fields n", ['1']),
      ],
    },
    {
      id: 'source-bare-name',
      tag: 'documented',
      source: 'sourceCommand',
      statement: 'The name of a log group after `SOURCE` may stand without quotes.',
      checks: [fromGroups('SOURCE /a | fields n', ['1'])],
    },
    {
      id: 'source-stands-first',
      tag: 'inferred',
      statement: '`SOURCE` can stand before all other commands only, and needs one after it.',
      checks: [refuses("fields n | SOURCE '/a'", 'SOURCE'), refuses("SOURCE '/a'", 11)],
    },
    {
      id: 'source-with-range',
      tag: 'observed',
      source: 'localstack',
      statement: 'DescribeQueries shows a query with `SOURCE "<group>" START=<ms> END=<ms>` before it.',
      choice: 'The range is obeyed when such a query is run.',
      checks: [
        fromGroups('SOURCE "/b" START=1795608000000 END=1795608060999 | fields n', ['2']),
        fromGroups('SOURCE "/b" START=1795608060999 END=1795608061000 | fields n', []),
      ],
    },
    {
      id: 'source-selection-once',
      tag: 'inferred',
      statement: '`logGroups()` takes each of its members once.',
      checks: [
        refuses("SOURCE logGroups(namePrefix: ['/a'], nameprefix: ['/b']) | fields n", 'nameprefix'),
        refuses("SOURCE logGroups(namePrefix: ['/a'],) | fields n", ') |'),
      ],
    },
    {
      id: 'source-other-selections',
      tag: 'documented',
      source: 'sourceCommand',
      statement: '`SOURCE` can also choose groups by account and class, by tags and by data sources.',
      choice: 'That is refused by name.',
      checks: [
        isUnsupported("SOURCE logGroups(namePrefix: ['/a'], class: ['STANDARD']) | fields n", 'class'),
        isUnsupported("SOURCE logGroups(accountIdentifiers: ['123456789012']) | fields n", 'accountIdentifiers'),
        isUnsupported("SOURCE logGroupTags([{key: 'team', values: ['a']}]) | fields n", 'logGroupTags'),
        isUnsupported("SOURCE dataSource(['amazon_vpc.flow']) | fields n", 'dataSource'),
      ],
    },
  ],
};
