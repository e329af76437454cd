import type { AlarmSummary } from '@pulso/console-api';

import { formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { CloudTable } from './cloud-table';
import { shortName, usePolled } from './cloud-state';

const stateWords: Readonly<Record<AlarmSummary['state'], string>> = {
  ALARM: '▲ Rings',
  INSUFFICIENT_DATA: '? No data yet',
  OK: '✓ OK',
};

/** The alarms, those that ring first, and how they have changed. */
export function AlarmsPart() {
  const state = usePolled('cloud.alarms', {});
  if (!state) return <p class="faint">Asking the local cloud…</p>;
  const alarmsIn = (wanted: AlarmSummary['state']) =>
    state.alarms.flatMap((alarm) => (alarm.state === wanted ? [<Alarm key={alarm.name} alarm={alarm} />] : []));
  const [ringing, withoutData, quiet] = [alarmsIn('ALARM'), alarmsIn('INSUFFICIENT_DATA'), alarmsIn('OK')];
  return (
    <>
      {ringing.length === 0 && <p>No alarm rings. Let faults strike, or the clock go on, to see one.</p>}
      {ringing}
      {withoutData}
      <h2>What has changed</h2>
      <CloudTable
        label="Changes of alarms"
        rows={state.changes}
        keyOf={({ name, atMs, state: to }) => `${name} ${atMs} ${to}`}
        empty="No alarm has begun to ring yet. They are looked at at the end of every minute."
        columns={{
          Time: ({ atMs }) => <Moment atMs={atMs} />,
          Became: ({ state: to }) => stateWords[to],
          Alarm: ({ name }) => shortName(name),
        }}
      />
      <h2>Those that are well: {quiet.length}</h2>
      {quiet}
    </>
  );
}

function Alarm({ alarm }: { readonly alarm: AlarmSummary }) {
  const { name, state, sinceMs, dataPoints } = alarm;
  const isRinging = state === 'ALARM';
  return (
    <details class={`cloud-card ${isRinging ? 'cloud-bad' : ''}`} open={isRinging}>
      <summary>
        <strong>{stateWords[state]}</strong> {shortName(name)}{' '}
        <span class="faint">
          since <Moment atMs={sinceMs} />
        </span>
      </summary>
      <p>{alarm.description}</p>
      <p>{alarm.condition}</p>
      <p>
        The newest values, each of {formatDuration(alarm.periodMs)}, oldest first:{' '}
        <strong>{dataPoints.map((value) => value ?? 'none').join(', ')}</strong>
      </p>
      <p>
        What made it {isRinging ? 'ring' : 'so'}: {alarm.reason}
      </p>
    </details>
  );
}
