import { route } from '../../state/route';
import { RunList } from './run-list';
import { RunView } from './run-view';
import './runs.css';

/** All runs, or the one that the address names. */
export function RunsPage() {
  const [runId] = route.value.rest;
  return runId === undefined ? <RunList /> : <RunView runId={runId} />;
}
