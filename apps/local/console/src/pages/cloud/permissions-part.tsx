import type { PermissionSummary } from '@pulso/local/console-api';

import { Asking, DataTable } from '../../shell/data-table';
import { Badge } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';

/** What policies allow, by whom they belong to; what was refused comes first. */
export function PermissionsPart() {
  const state = useFresh('cloud.permissions', {});
  if (!state) return <Asking />;
  if (!state.isEnforced)
    return <p class="card">IAM is not enforced. Start without --enforce-iam off to see what is needed.</p>;
  const refusedCount = state.owners.reduce((sum, { refusals }) => sum + refusals.length, 0);
  return (
    <>
      <p>
        {refusedCount === 0 ? 'Nothing was refused.' : <Badge kind="bad">Refused: {refusedCount}.</Badge>} A grant
        counts as used once a call has needed it in this run. The trust of a role says who may act in it.
      </p>
      {state.owners.map((owner) => (
        <Owner key={owner.owner} owner={owner} />
      ))}
    </>
  );
}

function Owner({ owner: { owner, grants, refusals } }: { readonly owner: PermissionSummary }) {
  const usedCount = grants.filter(({ isUsed }) => isUsed).length;
  const isRefused = refusals.length > 0;
  return (
    <details class={`card ${isRefused ? 'bad' : ''}`} open={isRefused}>
      <summary>
        <strong>{owner}</strong>{' '}
        <span class="faint">
          {grants.length} granted, {usedCount} used, {grants.length - usedCount} not used yet
        </span>{' '}
        {isRefused && <Badge kind="bad">{refusals.length} refused</Badge>}
      </summary>
      {refusals.map(({ message, count }) => (
        <p key={message}>
          ▲ Refused {count === 1 ? 'once' : `${count} times`}: {message}
        </p>
      ))}
      <DataTable
        label={`Grants of ${owner}`}
        rows={grants.toSorted((left, right) => left.sid.localeCompare(right.sid))}
        columns={[
          ['Statement', ({ sid }) => sid],
          ['Allows', ({ element, pattern }) => (element === 'action' ? '' : 'on ') + pattern],
          ['Used', ({ isUsed }) => (isUsed ? <Badge kind="good">used</Badge> : <Badge kind="unknown">not yet</Badge>)],
        ]}
      />
    </details>
  );
}
