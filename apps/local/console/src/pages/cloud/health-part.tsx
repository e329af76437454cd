import type { AlarmSummary, FaultState } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { Asking, DataTable } from '../../shell/data-table';
import { Badge, Moment } from '../../shell/inline';
import { call } from '../../state/call';
import { useFresh } from '../../state/keep-fresh';
import { act, shortName } from './act';

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
  const isRinging = ({ state }: AlarmSummary): boolean => state === 'ALARM';
  return (
    <>
      {!alarms.some(isRinging) && <p>No alarm rings. Let faults strike, or the clock go on, to see one.</p>}
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
      <Faults state={faults} />
      <h2>Alarms</h2>
      <DataTable
        label="Alarms"
        rows={alarms.toSorted((left, right) => Number(isRinging(right)) - Number(isRinging(left)))}
        keyOf={({ name }) => name}
        isBad={isRinging}
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

/** What is made to go wrong, a switch for it, and what has struck. */
function Faults({ state }: { readonly state: FaultState }) {
  const [spec, setSpec] = useState('');
  const isOn = state.rules.length > 0;
  const plan = (rules: string): Promise<void> =>
    act(async () => {
      await call('cloud.plan-faults', { spec: rules, seed: state.seed });
      return '';
    });
  const switchOn = (event: SubmitEvent): void => {
    event.preventDefault();
    void plan(spec);
  };
  return (
    <>
      <p role="status">
        {isOn ? <Badge kind="bad">Faults are on</Badge> : 'Faults are off: nothing goes wrong by itself.'}
      </p>
      {isOn && <Meanings of={state.rules.map(({ rule, does }) => [rule, does])} />}
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
        <details>
          <summary>What a rule can say</summary>
          <p>
            <code>kind:target[=duration][@probability][xlimit]</code>, several with commas; <code>*</code> in a target
            stands for any text. Kinds and their targets:
          </p>
          <Meanings of={state.kinds.map(({ kind, does, targets }) => [kind, `${does}: ${targets.join(', ')}`])} />
        </details>
      </form>
      {(isOn || state.struck.length > 0) && (
        <DataTable
          label="What has struck"
          rows={state.struck}
          empty="Nothing has struck yet. Write to the bot in Chat or fire a schedule."
          columns={[
            ['Fault', ({ kind }) => kind],
            ['Where', ({ target }) => target],
            ['Times', ({ count }) => count],
          ]}
        />
      )}
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
