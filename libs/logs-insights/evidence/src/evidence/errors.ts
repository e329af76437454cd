import { refuses } from './checks';
import { type EvidenceSubject, type Refusal } from './evidence';

const at = (place: string | number): Refusal => ({ type: 'malformed', at: place });

/** Queries that AWS refuses. */
export const errorEvidence: EvidenceSubject = {
  title: 'Refused queries',
  entries: [
    {
      id: 'no-command',
      tag: 'observed',
      source: 'boto',
      statement: 'What starts a command must be one: `fields a | count()` is refused at `count`.',
      checks: [{ query: 'fields a | count()', throws: { ...at('count'), says: "mismatched input 'count' expecting" } }],
    },
    {
      id: 'stray-pipe',
      tag: 'observed',
      source: 'grafanaParser',
      statement: 'A `|` where a command is expected is refused there.',
      checks: [
        refuses('fields a || stats count(*)', '||'),
        { query: 'fields a | | stats count(*)', throws: { ...at('| stats'), says: "mismatched input '|' expecting" } },
      ],
    },
    {
      id: 'unknown-symbol-after-stats',
      tag: 'observed',
      source: 'tariffRenamed',
      statement: '`fields` after `stats` cannot read what `stats` did not put out.',
      checks: [
        {
          query: 'stats count(*) as c by a | fields b',
          throws: { ...at(34), says: 'Unknown symbols found in or after stats: b' },
        },
      ],
    },
    {
      id: 'query-length',
      tag: 'documented',
      source: 'startQuery',
      statement: 'A query has 10,000 characters at most.',
      checks: [refuses(`fields a # ${'x'.repeat(10_000)}`, 10_000)],
    },
    {
      id: 'location-of-an-error',
      tag: 'documented',
      source: 'compileError',
      statement: 'An error tells where in the query it is, by offsets of characters.',
      checks: [refuses('fields a | filter b ==', 22), refuses('fields "a', 7)],
    },
    {
      id: 'location-counts-from-zero',
      tag: 'inferred',
      statement: 'Offsets count from 0, in UTF-16 units; what is missing at the end stands one past it.',
      checks: [refuses('count()', 0), refuses('fields a |', 10)],
    },
  ],
};
