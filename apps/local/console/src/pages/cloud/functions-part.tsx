import { Badge } from '../../shell/badge';
import { DataTable } from '../../shell/data-table';
import { formatCount, formatDuration } from '../../shell/format';
import { JsonValue } from '../../shell/json-value';
import { Moment } from '../../shell/moment';
import { hrefOf } from '../../state/route';
import { type PartProps } from './cloud-page';
import { shortName, usePolled } from './cloud-state';

/** All functions, or the log of one. */
export function FunctionsPart({ name, rest }: PartProps) {
  return name === undefined ? <FunctionList /> : <FunctionLog name={name} requestId={rest} />;
}

function FunctionList() {
  const functions = usePolled('cloud.functions', {});
  return (
    <DataTable
      label="Functions"
      rows={functions?.toSorted((left, right) => right.errorCount - left.errorCount)}
      isBad={({ errorCount, throttleCount }) => errorCount + throttleCount > 0}
      columns={[
        ['Function', ({ name }) => <a href={hrefOf('cloud', 'functions', name)}>{shortName(name)}</a>],
        ['Errors', ({ errorCount }) => badCount(errorCount), right],
        ['Throttles', ({ throttleCount }) => badCount(throttleCount), right],
        ['Last error', ({ lastError }) => lastError ?? '–'],
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

const right = { isNumber: true };

const badCount = (count: number) => (count === 0 ? 0 : <Badge kind="bad">{formatCount(count)}</Badge>);

const duration = (ms: number | undefined): string => (ms === undefined ? '–' : formatDuration(ms));

function FunctionLog({ name, requestId }: { readonly name: string; readonly requestId: string | undefined }) {
  const lines = usePolled('cloud.function-log', { function: name, ...(requestId !== undefined && { requestId }) });
  return (
    <>
      <p class="row">
        <a href={hrefOf('cloud', 'functions')}>All functions</a>
        {requestId !== undefined && <a href={hrefOf('cloud', 'functions', name)}>All of its log</a>}
      </p>
      <h2>
        Log of {shortName(name)}
        {requestId !== undefined && `, request ${requestId}`}
      </h2>
      <DataTable
        label={`Log of ${shortName(name)}`}
        rows={lines?.toReversed()}
        keyOf={({ atMs, message }) => `${atMs} ${message}`}
        isBad={({ message }) => /"level":"(ERROR|FATAL)"|"status":"(error|timeout)"/.test(message)}
        empty="No line yet. Write to the bot in Chat, or fire a schedule."
        columns={[
          ['Time', ({ atMs }) => <Moment atMs={atMs} />],
          ['Request', (line) => <RequestLink function={name} requestId={line.requestId} />],
          ['Line, newest first', ({ message }) => <JsonValue text={message} />],
        ]}
      />
    </>
  );
}

function RequestLink(props: { readonly function: string; readonly requestId: string | undefined }) {
  if (props.requestId === undefined) return <>–</>;
  return (
    <a href={hrefOf('cloud', 'functions', props.function, props.requestId)} title={props.requestId}>
      {props.requestId.slice(0, 8)}
    </a>
  );
}
