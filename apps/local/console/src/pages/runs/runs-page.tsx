import { useFresh } from '../../state/keep-fresh';
import { hrefOf, route } from '../../state/route';
import { Comparison, CompareWith } from './comparison';
import { RunBody } from './run-body';
import { RunList } from './run-list';
import { askedText } from './run-words';

/** All runs, or the one or two that the address names. */
export function RunsPage() {
  const [runId, otherId] = route.value.rest;
  if (runId === undefined) return <RunList />;
  return otherId === undefined ? <RunView runId={runId} /> : <Comparison runIds={[runId, otherId]} />;
}

function RunView({ runId }: { readonly runId: string }) {
  const run = useFresh('runs.show', { runId });
  return (
    <>
      <p class="row run-head">
        <a href={hrefOf('runs')}>All runs</a>
        {run && <CompareWith run={run} />}
      </p>
      <h1>{run ? `${run.reportId}, ${askedText(run)}` : runId}</h1>
      {run && <RunBody run={run} />}
    </>
  );
}
