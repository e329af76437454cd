import type { AlarmSummary } from '@pulso/local/console-api';

import { Asking, DataTable } from '../../shell/data-table';
import { formatDuration } from '../../shell/format';
import { Badge, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { shortName } from './cloud-state';

const badges: Readonly<Record<AlarmSummary['state'], ReturnType<typeof Badge>>> = {
  ALARM: <Badge kind="bad">rings</Badge>,
  INSUFFICIENT_DATA: <Badge kind="unknown">no data yet</Badge>,
  OK: <Badge kind="good">well</Badge>,
};

/** The alarms, those that ring first, and how they have changed. */
export function AlarmsPart() {
  const state = useFresh('cloud.alarms', {});
  if (!state) return <Asking />;
  const [ringing = [], withoutData = [], quiet = []] = (['ALARM', 'INSUFFICIENT_DATA', 'OK'] as const).map((wanted) =>
    state.alarms.filter((alarm) => alarm.state === wanted).map((alarm) => <Alarm key={alarm.name} alarm={alarm} />),
  );
  return (
    <>
      {ringing.length === 0 && <p>No alarm rings. Let faults strike, or the clock go on, to see one.</p>}
      {ringing}
      {withoutData}
      <h2>What has changed</h2>
      <DataTable
        label="Changes of alarms"
        rows={state.changes}
        keyOf={({ name, atMs, state: to }) => `${name} ${atMs} ${to}`}
        empty="No alarm has begun to ring yet. They are looked at at the end of every minute."
        columns={[
          ['Time', ({ atMs }) => <Moment atMs={atMs} />],
          ['Now', ({ state: to }) => badges[to]],
          ['Alarm', ({ name }) => shortName(name)],
        ]}
      />
      <details>
        <summary>Those that are well: {quiet.length}</summary>
        {quiet}
      </details>
    </>
  );
}

function Alarm({ alarm }: { readonly alarm: AlarmSummary }) {
  const { name, state, sinceMs, dataPoints } = alarm;
  const isRinging = state === 'ALARM';
  return (
    <details class={`card ${isRinging ? 'bad' : ''}`} open={isRinging}>
      <summary>
        {badges[state]} {shortName(name)}{' '}
        <span class="faint">
          since <Moment atMs={sinceMs} />
        </span>
      </summary>
      <p>{alarm.description}</p>
      <p>{alarm.condition}</p>
      <p>
        The newest values, each of {formatDuration(alarm.periodMs)}, oldest first:{' '}
        <strong>
          {dataPoints
            .map((value) => value?.toLocaleString('en-US', { maximumSignificantDigits: 4 }) ?? 'none')
            .join(', ')}
        </strong>
      </p>
      <p>
        What made it {isRinging ? 'ring' : 'so'}: {alarm.reason}
      </p>
    </details>
  );
}
