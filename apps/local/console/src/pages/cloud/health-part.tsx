import type { FaultState } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { Asking, DataTable } from '../../shell/data-table';
import { Badge, Moment } from '../../shell/inline';
import { call } from '../../state/call';
import { useFresh } from '../../state/keep-fresh';
import { change, shortName } from '../../state/overview';

const badges = {
  ALARM: <Badge kind="bad">rings</Badge>,
  INSUFFICIENT_DATA: <Badge kind="unknown">no data yet</Badge>,
  OK: <Badge kind="good">well</Badge>,
} as const;

/** What rings, what was refused, and what is made to go wrong. */
export function HealthPart() {
  const health = useFresh('cloud.health', {});
  if (!health) return <Asking />;
  const { alarms, refusals, faults } = health;
  return (
    <>
      {refusals.map(({ message, count }) => (
        <p key={message} class="card bad">
          <Badge kind="bad">Refused {count === 1 ? 'once' : `${count} times`}</Badge> {message}
        </p>
      ))}
      <p>
        {refusals.length === 0 && 'No call was refused. '}
        <a href="permissions" target="_blank">
          What the policies grant, and what of it was needed
        </a>
      </p>
      <h2>Faults</h2>
      <Faults {...faults} />
      <h2>Alarms</h2>
      <DataTable
        label="Alarms"
        rows={alarms}
        keyOf={({ name }) => name}
        isBad={({ state }) => state === 'ALARM'}
        columns={[
          ['State', ({ state }) => badges[state]],
          ['Alarm', ({ name }) => shortName(name)],
          ['Since', ({ sinceMs }) => <Moment atMs={sinceMs} />],
          [
            'Why',
            ({ reason, description }) => (
              <details>
                <summary>{reason}</summary>
                {description}
              </details>
            ),
          ],
        ]}
      />
    </>
  );
}

const presets = { Off: 'none', 'A bad day, now and then': 'default', 'Hell, everything often': 'hell' };

const plan = (spec: string): Promise<void> =>
  change(async () => {
    await call('cloud.plan-faults', { spec });
    return undefined;
  });

/** What is made to go wrong, what of it has struck, and a switch for it. */
function Faults({ rules, struck }: FaultState) {
  const [spec, setSpec] = useState('');
  const switchOn = (event: SubmitEvent): void => {
    event.preventDefault();
    void plan(spec);
  };
  return (
    <>
      <p role="status">
        {rules.length > 0 ? <Badge kind="bad">Faults are on</Badge> : 'Faults are off: nothing goes wrong by itself.'}
      </p>
      <Meanings of={rules.map(({ rule, does }) => [rule, does])} />
      {struck.length > 0 && <h3>What has struck</h3>}
      <Meanings of={struck.map(({ kind, target, count }) => [`${kind}:${target}`, `${count} times`])} />
      <form class="card row" aria-label="Switch faults" onSubmit={switchOn}>
        {Object.entries(presets).map(([text, preset]) => (
          <button key={preset} type="button" onClick={() => void plan(preset)}>
            {text}
          </button>
        ))}
        <label>
          or these rules{' '}
          <input
            value={spec}
            required
            spellcheck={false}
            placeholder="kill:query-worker@0.1x3"
            onInput={({ currentTarget }) => setSpec(currentTarget.value)}
          />
        </label>
        <button type="submit">Switch on</button>
        <span class="faint">docs/local-cloud.md lists what a rule can say.</span>
      </form>
    </>
  );
}

const Meanings = ({ of }: { readonly of: readonly (readonly [code: string, meaning: string])[] }) => (
  <ul>
    {of.map(([code, meaning]) => (
      <li key={code}>
        <code>{code}</code> <span class="faint">{meaning}</span>
      </li>
    ))}
  </ul>
);
