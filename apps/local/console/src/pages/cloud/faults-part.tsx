import type { FaultState } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { call } from '../../api/call';
import { Asking, DataTable } from '../../shell/data-table';
import { Badge } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { act } from './cloud-state';

const plan = (spec: string, seed: number): Promise<void> =>
  act(async () => {
    await call('cloud.plan-faults', { spec, seed });
    return '';
  });

const presets = { Off: 'none', 'A bad day, now and then': 'default', 'Hell, everything often': 'hell' };

/** What is made to go wrong, a switch for it, and what has struck. */
export function FaultsPart() {
  const state = useFresh('cloud.faults', {});
  if (!state) return <Asking />;
  const isOn = state.rules.length > 0;
  return (
    <>
      <p role="status">
        {isOn ? (
          <Badge kind="bad">Faults are on, with seed {state.seed}.</Badge>
        ) : (
          'Faults are off: nothing goes wrong by itself.'
        )}
      </p>
      <Switch state={state} />
      {isOn && <h2>Rules</h2>}
      {isOn && <Meanings of={state.rules.map(({ rule, does }) => [rule, does])} />}
      <h2>What has struck</h2>
      <DataTable
        label="What has struck"
        rows={state.struck}
        empty="Nothing yet. Switch faults on, then write to the bot in Chat or fire a schedule."
        columns={[
          ['Fault', ({ kind }) => kind],
          ['Where', ({ target }) => target],
          ['Times', ({ count }) => count],
        ]}
      />
      <p>
        Where faults have struck a report is shown under <a href={hrefOf('runs')}>Runs</a>.
      </p>
    </>
  );
}

function Switch({ state }: { readonly state: FaultState }) {
  const [spec, setSpec] = useState('');
  const [seed, setSeed] = useState(state.seed);
  const switchOn = (event: SubmitEvent): void => {
    event.preventDefault();
    void plan(spec, seed);
  };
  return (
    <section class="card" aria-label="Switch faults">
      <form class="row" onSubmit={switchOn}>
        {Object.entries(presets).map(([text, preset]) => (
          <button key={preset} type="button" onClick={() => void plan(preset, seed)}>
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
            onInput={(event) => setSpec(event.currentTarget.value)}
          />
        </label>
        <button type="submit">Switch on</button>
        <label>
          Seed, which decides where chance strikes{' '}
          <input
            class="cloud-seed"
            type="number"
            min={0}
            value={seed}
            onInput={(event) => setSeed(event.currentTarget.valueAsNumber || 0)}
          />
        </label>
      </form>
      <details>
        <summary>What a rule can say</summary>
        <p>
          <code>kind:target[=duration][@probability][xlimit]</code>, several with commas; <code>*</code> in a target
          stands for any text. Kinds and their targets:
        </p>
        <Meanings of={state.kinds.map(({ kind, does, targets }) => [kind, `${does}: ${targets.join(', ')}`])} />
      </details>
    </section>
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
