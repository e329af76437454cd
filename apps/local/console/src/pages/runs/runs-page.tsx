import { useFresh } from '../../state/keep-fresh';
import { hrefOf, route } from '../../state/route';
import { RunBody } from './run-body';
import { RunList } from './run-list';
import { askedText } from './run-words';

/** All runs, or the one that the address names. */
export function RunsPage() {
  const [runId] = route.value.rest;
  return runId === undefined ? <RunList /> : <RunView runId={runId} />;
}

function RunView({ runId }: { readonly runId: string }) {
  const run = useFresh('runs.show', { runId });
  return (
    <>
      <a href={hrefOf('runs')}>All runs</a>
      <h1>{run ? `${run.reportId}, ${askedText(run)}` : runId}</h1>
      {run && <RunBody run={run} />}
    </>
  );
}
