import type { CloudRow, Fact } from '@pulso/local/console-api';

import { type Column, DataTable } from '../../shell/data-table';
import { formatCount, formatDuration } from '../../shell/format';
import { Icon } from '../../shell/icon';
import { Badge, JsonValue, Moment } from '../../shell/inline';
import { call } from '../../state/call';
import { useFresh } from '../../state/keep-fresh';
import { change, shortName } from '../../state/overview';
import { hrefOf } from '../../state/route';

type Kind = 'functions' | 'queues' | 'tables';

/** What one of a kind is called, what is in it, and what stands there when nothing is. */
const words = {
  queues: ['Queue', 'Body', 'No message lies here now.'],
  tables: ['Table', 'Item', 'No item. Write to the bot in Chat, or fire a schedule.'],
  functions: ['Function', 'Line', 'No line. Write to the bot in Chat, or fire a schedule.'],
} as const;

/** All parts of a kind. */
export function PartList({ kind }: { readonly kind: Kind }) {
  const rows = useFresh('cloud.list', { kind });
  const name = ({ id, isBad }: CloudRow) => (
    <>
      <a href={hrefOf('cloud', kind, id)}>{shortName(id)}</a> {isBad && <Badge kind="bad">look here</Badge>}
    </>
  );
  return (
    <DataTable
      label={kind}
      rows={rows}
      keyOf={({ id }) => id}
      isBad={({ isBad = false }) => isBad}
      columns={[[words[kind][0], name], ...factColumns(rows)]}
    />
  );
}

interface PartDetailProps {
  readonly kind: Kind;
  readonly name: string;
  /** What its rows must hold. */
  readonly holds: string | undefined;
  /** Where the page begins; undefined: at the first row. */
  readonly from: string | undefined;
}

/** What is in one of them, by pages. */
export function PartDetail({ kind, name, holds = '', from }: PartDetailProps) {
  const page = useFresh('cloud.detail', { kind, name, from, holds });
  const { about, rows, next, goesBackTo } = page ?? {};
  const [, content, empty] = words[kind];
  const redrive = (messageId?: string): Promise<void> =>
    change(async () => {
      const { movedCount } = await call('cloud.redrive', { queue: name, messageId });
      return `${movedCount} ${movedCount === 1 ? 'message has' : 'messages have'} gone back to ${goesBackTo}.`;
    });
  const columns: Column<CloudRow>[] = [
    ...factColumns(rows),
    [content, ({ text = '', facts }) => <JsonValue text={text} beside={Object.keys(facts)} />],
  ];
  if (rows?.some(({ runId }) => runId !== undefined)) {
    columns.push(['Run', ({ runId }) => (runId === undefined ? '–' : <a href={hrefOf('runs', runId)}>{runId}</a>)]);
  }
  if (goesBackTo !== undefined) {
    columns.push([
      'Do it',
      ({ id, canGoBack }) => (
        <button type="button" disabled={!canGoBack} onClick={() => void redrive(id)}>
          Send back
        </button>
      ),
    ]);
  }
  return (
    <>
      <p>
        <a href={hrefOf('cloud', kind)}>
          <Icon name="back" /> All {kind}
        </a>
      </p>
      <p class="faint">{about}</p>
      {goesBackTo !== undefined && rows?.some(({ canGoBack }) => canGoBack) && (
        <p>
          <button type="button" class="primary" onClick={() => void redrive()}>
            Send all back to {goesBackTo}
          </button>
        </p>
      )}
      <label class="card row">
        <Icon name="questions" /> Show those that hold
        <input
          type="search"
          maxLength={300}
          defaultValue={holds}
          onInput={({ currentTarget: { value } }) => location.replace(hrefOf('cloud', kind, name, value))}
        />
      </label>
      <DataTable
        label={`In ${shortName(name)}`}
        rows={rows}
        keyOf={({ id }) => id}
        isBad={({ isBad = false }) => isBad}
        empty={holds === '' ? empty : 'None holds it.'}
        columns={columns}
      />
      {next !== undefined && (
        <p>
          <a href={hrefOf('cloud', kind, name, holds, next)}>{kind === 'functions' ? 'Older' : 'Next page'}</a>
        </p>
      )}
    </>
  );
}

const isAmount = (fact: Fact | undefined): boolean =>
  typeof fact === 'number' || (typeof fact === 'object' && 'ms' in fact);

/** A column for each fact of the rows. */
const factColumns = (rows: readonly CloudRow[] = []): Column<CloudRow>[] =>
  Object.keys(rows[0]?.facts ?? {}).map((name) => [
    name,
    ({ facts }) => showFact(facts[name]),
    { isNumber: rows.some(({ facts }) => isAmount(facts[name])) },
  ]);

function showFact(fact: Fact | undefined) {
  if (typeof fact === 'number') return formatCount(fact);
  if (typeof fact !== 'object') return fact;
  return 'ms' in fact ? formatDuration(fact.ms) : <Moment atMs={fact.atMs} />;
}
