import { answers, gives, keeps } from './checks';
import { type EvidenceSubject, firstEventMs } from './evidence';

/** Fields that events have without being asked to. */
export const fieldEvidence: EvidenceSubject = {
  title: 'Fields of events',
  entries: [
    {
      id: 'system-fields',
      tag: 'documented',
      source: 'discovery',
      statement:
        'Every event has `@message`, `@timestamp`, `@ingestionTime`, `@logStream` and `@log`, which is `account:group`.',
      checks: [
        {
          query: 'fields @message, @timestamp, @ingestionTime, @logStream, @log',
          events: [{ timestamp: firstEventMs, message: 'x', ingestionTime: firstEventMs + 5, logStream: 's' }],
          given: { logGroupName: '/g', accountId: '123456789012' },
          rows: [
            {
              '@message': 'x',
              '@timestamp': '2026-11-25 12:00:00.000',
              '@ingestionTime': '2026-11-25 12:00:00.005',
              '@logStream': 's',
              '@log': '123456789012:/g',
            },
          ],
        },
      ],
    },
    {
      id: 'entity-fields',
      tag: 'documented',
      source: 'discovery',
      statement: 'An event that belongs to an entity has its attributes under `@entity`.',
      choice: 'There are no entities, and so no such fields.',
      checks: [gives('@entity.KeyAttributes.Name', undefined, { entity: 1 })],
    },
    {
      id: 'account-fields',
      tag: 'secondary',
      source: 'stacksim',
      statement: 'There are `@aws.account` and `@aws.region`.',
      choice: 'They are missing; `@log` shows the account.',
      checks: [gives('coalesce(@aws.account, @aws.region)', undefined)],
    },
    {
      id: 'json-nested-names',
      tag: 'documented',
      source: 'discovery',
      statement: 'Members of a JSON event are fields, nested ones by their path, elements of arrays by their position.',
      checks: [
        gives('requestParameters.instancesSet.items.0.instanceId', 'i-1', {
          requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } },
        }),
      ],
    },
    {
      id: 'json-whole-message',
      tag: 'inferred',
      statement: 'White space around the JSON of an event does not matter.',
      checks: [gives('a', '1', '  {"a":1}\n')],
    },
    {
      id: 'json-dotted-keys',
      tag: 'corroborated',
      source: 'agentToolkit',
      statement: 'A key that holds dots is read as if it were a path.',
      checks: [
        gives('resource.attributes.service.name', 'web', { resource: { attributes: { 'service.name': 'web' } } }),
      ],
    },
    {
      id: 'json-first-of-two-paths',
      tag: 'inferred',
      statement: 'Of two members with the same flattened name the first in the event counts.',
      checks: [gives('a.b', '1', '{"a.b":1,"a":{"b":2}}'), gives('a.b', '2', '{"a":{"b":2},"a.b":1}')],
    },
    {
      id: 'json-key-with-at',
      tag: 'documented',
      source: 'discovery',
      statement: 'A key that starts with `@` gets another one before it.',
      checks: [
        gives('@@example.com', '1', { '@example.com': 1 }),
        gives('@example.com', undefined, { '@example.com': 1 }),
      ],
    },
    {
      id: 'json-inside-a-text',
      tag: 'documented',
      source: 'functions',
      statement: 'JSON inside a string of JSON stays a text until `jsonParse()`.',
      checks: [gives('a.b', undefined, { a: '{"b":1}' }), gives('a', '{"b":1}', { a: '{"b":1}' })],
    },
    {
      id: 'json-hostile-depth',
      tag: 'inferred',
      statement: 'JSON of any depth is read without an end of the stack.',
      checks: [gives('ispresent(@message)', '1', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)],
    },
    {
      id: 'emf-is-json',
      tag: 'documented',
      source: 'discovery',
      statement:
        'Metrics, dimensions and properties of an EMF document are fields, and so is what stands under `_aws`.',
      checks: [
        answers(
          'stats sum(Calls) as calls by Service, _aws.CloudWatchMetrics.0.Namespace as namespace',
          [
            {
              _aws: { Timestamp: 1, CloudWatchMetrics: [{ Namespace: 'Bot', Metrics: [{ Name: 'Calls' }] }] },
              Service: 'web',
              Calls: 2,
            },
          ],
          [{ Service: 'web', namespace: 'Bot', calls: '2' }],
        ),
      ],
    },
    {
      id: 'other-logs',
      tag: 'documented',
      source: 'discovery',
      statement: 'Other events have the system fields only.',
      checks: [keeps('ispresent(user)', ['user=anna n=1'], []), gives('@message', 'user=anna', 'user=anna')],
    },
  ],
};
