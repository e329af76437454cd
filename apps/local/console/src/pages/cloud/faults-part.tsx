import type { FaultState } from '@pulso/console-api';
import { useState } from 'preact/hooks';

import { call } from '../../api/call';
import { hrefOf } from '../../state/route';
import { CloudTable } from './cloud-table';
import { act, usePolled } from './cloud-state';

const plan = (spec: string, seed: number): Promise<void> =>
  act(async () => {
    const { rules } = await call('cloud.planFaults', { spec, seed });
    if (rules.length === 0) return 'Nothing is made to go wrong any more.';
    return `Faults are on: ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}, seed ${seed}.`;
  });

/** What is made to go wrong, a switch for it, and what has struck. */
export function FaultsPart() {
  const state = usePolled('cloud.faults', {});
  if (!state) return <p class="faint">Asking the local cloud…</p>;
  return (
    <>
      <p>
        {state.rules.length === 0 ? (
          'Faults are off: nothing is made to go wrong.'
        ) : (
          <strong class="cloud-warning">▲ Faults are on, with seed {state.seed}.</strong>
        )}
      </p>
      <Switch state={state} />
      {state.rules.length > 0 && (
        <>
          <h2>Rules</h2>
          <ul class="cloud-rules">
            {state.rules.map(({ rule, does }) => (
              <li key={rule}>
                <code>{rule}</code> <span class="faint">{does}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>What has struck</h2>
      <CloudTable
        label="What has struck"
        rows={state.struck}
        keyOf={({ kind, target }) => `${kind}:${target}`}
        empty="Nothing yet. Switch faults on, then write to the bot in Chat or fire a schedule."
        columns={{ Fault: ({ kind }) => kind, Where: ({ target }) => target, Times: ({ count }) => count }}
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
  return (
    <section class="cloud-card" aria-label="Switch faults">
      <div class="cloud-actions">
        <button type="button" disabled={state.rules.length === 0} onClick={() => void plan('none', seed)}>
          Off
        </button>
        <button type="button" onClick={() => void plan('default', seed)}>
          A bad day (default)
        </button>
        <button type="button" onClick={() => void plan('hell', seed)}>
          Hell
        </button>
      </div>
      <form
        class="cloud-actions"
        onSubmit={(event) => {
          event.preventDefault();
          void plan(spec, seed);
        }}
      >
        <label>
          Or these rules{' '}
          <input
            value={spec}
            required
            spellcheck={false}
            placeholder="kill:query-worker@0.1x3"
            onInput={(event) => setSpec(event.currentTarget.value)}
          />
        </label>
        <label>
          Seed{' '}
          <input
            class="cloud-seed"
            type="number"
            min={0}
            max={0xffff_ffff}
            value={seed}
            onInput={(event) => setSeed(event.currentTarget.valueAsNumber || 0)}
          />
        </label>
        <button type="submit">Switch on</button>
      </form>
      <details>
        <summary>What a rule can say</summary>
        <p>
          <code>kind:target[=duration][@probability][xlimit]</code>, several with commas; <code>*</code> in a target
          stands for anything.
        </p>
        <CloudTable
          label="Kinds of faults"
          rows={state.kinds}
          keyOf={({ kind }) => kind}
          empty="The local cloud knows no faults."
          columns={{
            Kind: ({ kind }) => <code>{kind}</code>,
            'What happens': ({ does }) => does,
            Targets: ({ targets }) => targets.join(', '),
          }}
        />
      </details>
    </section>
  );
}
