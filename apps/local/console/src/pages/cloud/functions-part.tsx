import { formatCount, formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { hrefOf } from '../../state/route';
import { type PartProps } from './cloud-page';
import { CloudTable } from './cloud-table';
import { shortName, usePolled } from './cloud-state';
import { JsonValue } from './json-value';

/** All functions, or the log of one. */
export function FunctionsPart({ name, rest }: PartProps) {
  return name === undefined ? <FunctionList /> : <FunctionLog name={name} requestId={rest} />;
}

function FunctionList() {
  const functions = usePolled('cloud.functions', {});
  return (
    <CloudTable
      label="Functions"
      rows={functions?.toSorted((left, right) => right.errorCount - left.errorCount)}
      keyOf={(one) => one.name}
      isBad={({ errorCount, throttleCount }) => errorCount + throttleCount > 0}
      empty="The stacks declare no function."
      columns={{
        Function: (one) => <a href={hrefOf('cloud', 'functions', one.name)}>{shortName(one.name)}</a>,
        'Running now': ({ runningCount }) => runningCount,
        Invocations: ({ invocationCount }) => formatCount(invocationCount),
        'Cold starts': ({ coldStartCount }) => formatCount(coldStartCount),
        Errors: ({ errorCount, lastError }) =>
          errorCount === 0 ? 0 : `▲ ${formatCount(errorCount)}, last: ${lastError ?? 'unknown'}`,
        Throttles: ({ throttleCount }) => (throttleCount === 0 ? 0 : `▲ ${formatCount(throttleCount)}`),
        'Took last / median / longest': ({ durations, timeoutMs }) =>
          durations
            ? `${[durations.lastMs, durations.medianMs, durations.longestMs].map(formatDuration).join(' / ')} of ${formatDuration(timeoutMs)}`
            : 'not invoked yet',
        'Last at': ({ lastStartedAtMs }) => (lastStartedAtMs === undefined ? '–' : <Moment atMs={lastStartedAtMs} />),
      }}
    />
  );
}

function FunctionLog({ name, requestId }: { readonly name: string; readonly requestId: string | undefined }) {
  const lines = usePolled('cloud.function-log', { function: name, ...(requestId !== undefined && { requestId }) });
  return (
    <>
      <p class="cloud-row">
        <a href={hrefOf('cloud', 'functions')}>All functions</a>
        {requestId !== undefined && <a href={hrefOf('cloud', 'functions', name)}>All of its log</a>}
      </p>
      <h2>
        Log of {shortName(name)}
        {requestId !== undefined && `, request ${requestId}`}
      </h2>
      <CloudTable
        label={`Log of ${shortName(name)}`}
        rows={lines?.toReversed()}
        keyOf={({ atMs, message }) => `${atMs} ${message}`}
        isBad={({ message }) => /"level":"(ERROR|FATAL)"|"status":"(error|timeout)"/.test(message)}
        empty="No line yet. Write to the bot in Chat, or fire a schedule."
        columns={{
          Time: ({ atMs }) => <Moment atMs={atMs} />,
          Request: (line) =>
            line.requestId === undefined ? (
              '–'
            ) : (
              <a href={hrefOf('cloud', 'functions', name, line.requestId)} title={line.requestId}>
                {line.requestId.slice(0, 8)}
              </a>
            ),
          'Line, newest first': ({ message }) => <JsonValue text={message} />,
        }}
      />
    </>
  );
}
