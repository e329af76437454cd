import type { FunctionSummary } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { DataTable, Filter } from '../../shell/data-table';

import { formatCount, formatDuration } from '../../shell/format';
import { Badge, JsonValue, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { type PartProps, shortName } from './cloud-state';

/** All functions, or the log of one. */
export const FunctionsPart = ({ name, wanted }: PartProps) =>
  name === undefined ? <FunctionList /> : <FunctionLog name={name} wanted={wanted} />;

function FunctionList() {
  const functions = useFresh('cloud.functions', {});
  return (
    <DataTable
      label="Functions"
      rows={functions?.toSorted(
        (left, right) => right.errorCount - left.errorCount || right.loggedErrorCount - left.loggedErrorCount,
      )}
      isBad={({ errorCount, loggedErrorCount, throttleCount }) => errorCount + loggedErrorCount + throttleCount > 0}
      columns={[
        ['Function', ({ name }) => <a href={hrefOf('cloud', 'functions', name)}>{shortName(name)}</a>],
        ['Errors', ({ errorCount }) => badCount(errorCount), right],
        ['Errors logged', ({ loggedErrorCount }) => badCount(loggedErrorCount), right],
        ['Throttles', ({ throttleCount }) => badCount(throttleCount), right],
        ['Last error', lastErrorOf],
        ['Running now', ({ runningCount }) => runningCount],
        ['Invocations', ({ invocationCount }) => invocationCount],
        ['Cold starts', ({ coldStartCount }) => coldStartCount],
        ['Took last', ({ durations }) => duration(durations?.lastMs), right],
        ['Median', ({ durations }) => duration(durations?.medianMs), right],
        ['Longest', ({ durations }) => duration(durations?.longestMs), right],
        ['May take', ({ timeoutSeconds }) => duration(timeoutSeconds * 1000), right],
        ['Last at', ({ lastStartedAtMs }) => (lastStartedAtMs === undefined ? '–' : <Moment atMs={lastStartedAtMs} />)],
      ]}
    />
  );
}

/** What an invocation that has failed logs, and what one logs that answers with an error. */
const errorMark = '"level":"ERROR"';

const lastErrorOf = ({ name, lastError, errorCount }: FunctionSummary) =>
  lastError === undefined ? (
    '–'
  ) : (
    <a href={hrefOf('cloud', 'functions', name, ...(errorCount > 0 ? [] : [errorMark]))}>{lastError}</a>
  );

const right = { isNumber: true };

const badCount = (count: number) => (count === 0 ? 0 : <Badge kind="bad">{formatCount(count)}</Badge>);

const duration = (ms: number | undefined): string => (ms === undefined ? '–' : formatDuration(ms));

function FunctionLog({ name, wanted = '' }: { readonly name: string; readonly wanted?: string | undefined }) {
  const [contains, setContains] = useState(wanted);
  return (
    <>
      <p>
        <a href={hrefOf('cloud', 'functions')}>All functions</a>
      </p>
      <h2>Log of {shortName(name)}</h2>
      <Filter label="Show lines that hold a text" text={wanted} onFilter={setContains} />
      <DataTable
        label={`Log of ${shortName(name)}`}
        rows={useFresh('cloud.function-log', { function: name, contains })}
        keyOf={({ timestamp, message }) => `${timestamp} ${message}`}
        isBad={({ message }) => /"level":"(ERROR|FATAL)"|"status":"(error|timeout)"/.test(message)}
        empty={contains === '' ? 'No line yet. Write to the bot in Chat, or fire a schedule.' : 'No line holds it.'}
        columns={[
          ['Time', ({ timestamp }) => <Moment atMs={timestamp} />],
          ['Line, newest first', ({ message }) => <JsonValue text={message} />],
        ]}
      />
    </>
  );
}
