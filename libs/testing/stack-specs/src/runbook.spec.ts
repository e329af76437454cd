import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { alarmedEvents, resourceName } from '@pulso/contracts/envelope';
import { knownStages } from '@pulso/infra/stages';
import { runQuery } from '@pulso/logs-insights';

import { synthesizeStacks } from './testing/stacks';

const root = join(__dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const text = read('docs/operations.md');
const prefix = resourceName('local', '');
const stacks = synthesizeStacks(knownStages.local);
const resources = (type: string) => stacks.flatMap((stack) => stack.resources(type));

const alarms = resources('aws_cloudwatch_metric_alarm').map((alarm) => ({
  ...alarm,
  name: String(alarm['alarm_name']).slice(prefix.length),
}));

/** Each awaited report has an alarm; one entry of the runbook covers them all. */
const entryOf = (name: string) => name.replace(/^report-.*-missing$/, 'report-<id>-missing');

interface Entry {
  readonly names: readonly string[];
  readonly body: string;
}

/** The third-level headings below "Alarms", each with its alarm names and its text. */
const entries: readonly Entry[] = (/^## Alarms\n([^]*?)^## /m.exec(text)?.[1] ?? '')
  .split(/^### /m)
  .slice(1)
  .map((entry) => {
    const [heading = '', ...body] = entry.split('\n');
    return { names: [...heading.matchAll(/`([^`]+)`/g)].map(([, name]) => String(name)), body: body.join('\n') };
  });

/** Alarms on log events, with the fields that their entries promise in the line. */
const promisedFields = Object.entries(alarmedEvents).flatMap(([key, event]) => {
  const entry = entries.find(({ names }) => names.some((name) => name.endsWith(`-${event}`)));
  const look = /^\*\*Look\*\*([^]*?)^\*\*Do/m.exec(entry?.body ?? '')?.[1] ?? '';
  const ofTheLine = look.split(/[.?]\s/).filter((sentence) => /\blines?\b/.test(sentence));
  const fields = ofTheLine.flatMap((sentence) =>
    [...sentence.matchAll(/`([a-z]+[A-Za-z]*)`/g)].map(([, name]) => name),
  );
  return fields.map((field) => ({ key, event, field: String(field) }));
});

const domainSources = readdirSync(join(root, 'libs/domain'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?<!\.spec)\.ts$/.test(path))
  .map((path) => read(join('libs/domain', path)));

const savedQueries = resources('aws_cloudwatch_query_definition').map((query) => ({
  name: String(query['name']).replace('pulso/local/', ''),
  groups: query['log_group_names'] as readonly string[],
  query: String(query['query_string']),
}));

const [dashboard] = resources('aws_cloudwatch_dashboard');
const dashboardBody = JSON.parse(String(dashboard?.['dashboard_body'])) as {
  readonly widgets: readonly { readonly properties: { readonly query?: string } }[];
};

describe('the runbook', () => {
  it('has an entry for each alarm, and no other', () => {
    const named = entries.flatMap(({ names }) => names);

    expect([...named].sort()).toEqual([...new Set(alarms.map(({ name }) => entryOf(name)))].sort());
  });

  it.each(entries.map(({ names, body }) => [names.join(', '), body]))(
    'says of %s what it means, what to look at, what to do, and when it is over if "OK" does not say so',
    (_names, body) => {
      const parts = [...body.matchAll(/^\*\*(\w+(?: when)?)\*\*/gm)].map(([, part]) => part);

      expect(parts.filter((part) => part !== 'Over when')).toEqual(['Means', 'Look', 'Do']);
      expect(parts.lastIndexOf('Over when')).toBe(parts.length === 4 ? 3 : -1);
    },
  );

  it('is named by each alarm, with the title of its entry', () => {
    for (const alarm of alarms) {
      expect(alarm).toHaveProperty(
        'alarm_description',
        expect.stringMatching(new RegExp(`\nFirst: .+\nThen: docs/operations\\.md, "${alarm.name}"\\.$`)),
      );
    }
  });

  it('gives every command its stage, and every report its id: without them a command asks the local cloud', () => {
    const commands = [...text.matchAll(/\bnpm run [^`\n]+/g)]
      .map(([command]) => command)
      // It reads lines and calls no cloud.
      .filter((command) => !command.startsWith('npm run -s stack'));

    expect(commands).not.toHaveLength(0);
    for (const command of commands) expect(command).toMatch(/^npm run [a-z]+ -- .*--stage \$STAGE\b/);
    // Marks belong to all reports of a stage.
    for (const command of commands.filter((text) => /^npm run report -- (?!marks )/.test(text))) {
      expect(command).toMatch(/ --id \S+ --end \S+/);
    }
  });

  it.each(promisedFields)('promises no field that lines of $event lack: $field', ({ key, field }) => {
    const writers = domainSources.filter((source) => source.includes(`alarmedEvents.${key}`));
    const named = new RegExp(`[{,]\\s*${field}\\s*[,:}]|readonly ${field}:|'${field}'`);

    expect(writers.some((source) => named.test(source))).toBe(true);
  });

  it('names each saved query, and no other', () => {
    const inTable = [...text.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, name]) => name);
    const asked = [...text.matchAll(/\bask ([a-z][a-z-]*) \d/g)].map(([, name]) => name);
    const names = savedQueries.map(({ name }) => name);

    expect([...inTable].sort()).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(asked));
  });
});

describe('alarms', () => {
  it('notify the topic of the stage when they begin and when they end', () => {
    const topic = [expect.stringMatching(/:pulso-local-alerts$/)];

    for (const alarm of alarms) expect(alarm).toMatchObject({ alarm_actions: topic, ok_actions: topic });
  });

  it('watch each function and queue, and no other', () => {
    const watched = JSON.stringify(alarms);
    const existing = [
      ...resources('aws_lambda_function').map(({ function_name }) => function_name),
      ...resources('aws_sqs_queue').map(({ name }) => name),
    ];
    const named = [...watched.matchAll(/"(?:FunctionName|QueueName)":"([^"]+)"/g)].map(([, name]) => name);

    expect([...new Set(named)].sort()).toEqual([...existing].sort());
  });

  it('on log events have a filter that makes their metric', () => {
    const made = new Set(
      resources('aws_cloudwatch_log_metric_filter').map(({ metric_transformation }) => {
        const { namespace, name } = metric_transformation as Record<string, string>;
        return `${namespace}/${name}`;
      }),
    );
    const watched = alarms.filter((alarm) =>
      String((alarm as Record<string, unknown>)['namespace']).startsWith('Pulso/'),
    );

    expect(watched).not.toHaveLength(0);
    for (const alarm of watched as readonly Record<string, unknown>[]) {
      expect(made).toContain(`${String(alarm['namespace'])}/${String(alarm['metric_name'])}`);
    }
  });
});

/** Blocks of code that are marked as queries. */
const quoted = [...text.matchAll(/^```insights\n([^]*?)^```/gm)].map(([, query], index) => ({
  name: `block ${index + 1} of the document`,
  query: String(query),
}));

/** Lines as services write them: a query that finds nothing in them is wrong. */
const line = (fields: object) => ({ timestamp: 0, message: JSON.stringify({ timestamp: 'x', ...fields }) });
const events = [
  {
    level: 'WARN',
    event: 'message-not-settled',
    service: 'notifier',
    errorName: 'E',
    errorMessage: 'm',
    requestId: 'REQUEST_ID',
  },
  {
    level: 'INFO',
    event: 'run-closed',
    service: 'aggregator',
    runId: 'RUN_ID',
    why: 'finished',
    counter: 6,
    expectedCount: 6,
  },
  {
    level: 'INFO',
    event: 'query-finished',
    runId: 'RUN_ID',
    queryId: 'q',
    status: 'success',
    bytesScanned: 2_000_000_000,
  },
  { level: 'INFO', event: 'query-job-waits', runId: 'RUN_ID', queryId: 'q', why: 'running', delaySeconds: 15 },
  { level: 'INFO', event: 'report-delivered', destination: 'telegram', state: 'complete' },
  { level: 'ERROR', event: 'webhook-call-failed', errorName: 'E' },
  { level: 'WARN', event: 'webhook-unauthorized' },
  { type: 'platform.report', record: { metrics: { durationMs: 12, maxMemoryUsedMB: 90 } } },
].map(line);

describe('queries', () => {
  it.each([...savedQueries, ...quoted].map(({ name, query }) => [name, query]))(
    'find what services write: %s',
    (_name, query) => {
      const { rows } = runQuery({ query, events, logGroupName: 'x' });

      expect(rows).not.toHaveLength(0);
      for (const row of rows) expect(row.filter(({ field }) => !field.startsWith('@'))).not.toHaveLength(0);
    },
  );

  it('of the dashboard are saved ones, on the same log groups', () => {
    const expected = savedQueries.map(({ groups, query }) =>
      [...groups.map((name) => `SOURCE '${name}'`), query].join(' | '),
    );

    for (const { properties } of dashboardBody.widgets) {
      if (properties.query !== undefined) expect(expected).toContain(properties.query);
    }
  });

  it('read log groups that exist', () => {
    const existing = resources('aws_cloudwatch_log_group').map(({ name }) => name);

    for (const { groups } of savedQueries) expect(existing).toEqual(expect.arrayContaining([...groups]));
  });
});

it('the dashboard shows every dead-letter queue', () => {
  const deadLetterQueues = resources('aws_sqs_queue')
    .map(({ name }) => String(name))
    .filter((name) => name.endsWith('-dlq'));

  for (const name of deadLetterQueues) expect(JSON.stringify(dashboardBody)).toContain(`"${name}"`);
});
