import type { PermissionSummary } from '@pulso/console-api';

import { CloudTable } from './cloud-table';
import { usePolled } from './cloud-state';

/** What policies allow, by whom they belong to; what was refused comes first. */
export function PermissionsPart() {
  const state = usePolled('cloud.permissions', {});
  if (!state) return <p class="faint">Asking the local cloud…</p>;
  if (!state.isEnforced)
    return <p class="cloud-empty">IAM is not enforced. Start without --enforce-iam off to see what is needed.</p>;
  const refusedCount = state.owners.reduce((sum, { refusals }) => sum + refusals.length, 0);
  return (
    <>
      <p>
        {refusedCount === 0 ? (
          'Nothing was refused.'
        ) : (
          <strong class="cloud-warning">▲ Refused: {refusedCount}.</strong>
        )}{' '}
        A grant counts as used once a call has needed it in this run.
      </p>
      {state.owners.map((owner) => (
        <Owner key={owner.owner} owner={owner} />
      ))}
    </>
  );
}

function Owner({ owner: { owner, grants, refusals } }: { readonly owner: PermissionSummary }) {
  const usedCount = grants.filter(({ isUsed }) => isUsed).length;
  return (
    <details class={`cloud-card ${refusals.length > 0 ? 'cloud-bad' : ''}`} open={refusals.length > 0}>
      <summary>
        <strong>{owner}</strong>{' '}
        <span class="faint">
          {grants.length} granted, {usedCount} used, {grants.length - usedCount} not used yet
        </span>
        {refusals.length > 0 && <strong> ▲ {refusals.length} refused</strong>}
      </summary>
      {refusals.map(({ message, count }) => (
        <p key={message}>
          ▲ Refused {count === 1 ? 'once' : `${count} times`}: {message}
        </p>
      ))}
      <CloudTable
        label={`Grants of ${owner}`}
        rows={grants.toSorted((left, right) => left.sid.localeCompare(right.sid))}
        keyOf={({ sid, element, pattern }) => `${sid} ${element} ${pattern}`}
        empty="It has no grant."
        columns={{
          Statement: ({ sid }) => sid,
          Allows: ({ element, pattern }) => (
            <span class="cloud-long">{(element === 'action' ? '' : 'on ') + pattern}</span>
          ),
          Used: ({ isUsed }) => (isUsed ? '✓ used' : '○ not yet'),
        }}
      />
    </details>
  );
}
