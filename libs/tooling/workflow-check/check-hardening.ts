/**
 * What a workflow must not do, so that nothing outside decides what runs with which rights, as far as zizmor does not
 * look at it, which CI runs as well (actions by a tag, dangerous events, expressions in scripts, tokens in a checkout).
 *
 * @see https://docs.github.com/en/actions/reference/security/secure-use
 */
import type { Job, Step, Workflow } from './read-workflow.ts';

/** What a job may be allowed to write. No workflow pushes, releases or approves. */
const writable = ['id-token', 'pull-requests', 'issues'];

const longestTimeoutMinutes = 240;

const usesLine = /^\s*(?:-\s+)?uses:\s*(\S+)(.*)$/;
const versionComment = /^ # v\d+\.\d+\.\d+$/;

const stepsOf = (job: Job): readonly Step[] => job.steps ?? [];
const usesAction = (job: Job, name: string): Step | undefined =>
  stepsOf(job).find(({ uses }) => uses?.startsWith(`${name}@`));
const rightsOf = ({ permissions }: Job): Readonly<Record<string, string>> | undefined =>
  typeof permissions === 'object' && permissions !== null ? permissions : undefined;
const writes = (job: Job, what: string): boolean => rightsOf(job)?.[what] === 'write';

function eventsOf({ content: { on = {} } }: Workflow): readonly string[] {
  if (typeof on === 'string') return [on];
  return isList(on) ? on : Object.keys(on);
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

function checkActions({ path, text }: Workflow): string[] {
  const versions = new Map<string, string>();
  return text.split('\n').flatMap((line, index) => {
    const [, action, rest = ''] = usesLine.exec(line) ?? [];
    if (action === undefined) return [];
    const where = `${path}:${index + 1}`;
    if (!versionComment.test(rest)) return [`${where}: no comment says which version ${action} is, as in "# v1.2.3"`];
    const [name = '', commit = ''] = action.split('@');
    const known = versions.get(name) ?? commit;
    versions.set(name, known);
    return known === commit ? [] : [`${where}: another version of ${name} than above`];
  });
}

function checkTop({ path, content }: Workflow): string[] {
  const problems: string[] = [];
  const { permissions, concurrency } = content;
  if (typeof permissions !== 'object' || permissions === null || Object.keys(permissions).length > 0) {
    problems.push(`${path}: permissions at the top must be {}, so that each job names its own`);
  }
  if (!concurrency?.group) problems.push(`${path}: no concurrency group, so two runs may be at it at once`);
  return problems;
}

function checkPermissions(job: Job): string[] {
  const permissions = rightsOf(job);
  if (permissions === undefined) return ['names no permissions of its own'];
  return Object.entries(permissions).flatMap(([what, right]) => {
    if (right === 'read' || right === 'none') return [];
    if (right === 'write' && writable.includes(what)) return [];
    return [`may not have ${what}: ${right}`];
  });
}

/** A token that may write where people read, and code of a branch, never meet in one job. */
function checkWriter(job: Job): string[] {
  const writesForPeople = ['pull-requests', 'issues'].some((what) => writes(job, what));
  const runsCode =
    usesAction(job, 'actions/checkout') ?? stepsOf(job).find(({ run }) => /\b(npm|npx|node)\b/.test(run ?? ''));
  return writesForPeople && runsCode ? ['may write where people read, and runs code of the repository'] : [];
}

/** Conditions of which one alone keeps forks out; an `||` beside them would let them in again. */
const forkConditions = [
  'github.event.pull_request.head.repo.full_name == github.repository',
  "github.event_name != 'pull_request'",
];

const refusesForks = ({ if: condition }: Job): boolean =>
  typeof condition === 'string' && !condition.includes('||') && forkConditions.some((part) => condition.includes(part));

/**
 * The one cache that a job with credentials may restore: Terraform takes nothing from it that has another checksum than
 * the lock file of the commit names. Without that file it believes what it finds.
 */
const isVerifiedCache = (step: Step): boolean =>
  step.with?.['path'] === 'dist/deploy/providers' && step.if === "hashFiles('infra/.terraform.lock.hcl') != ''";

const restoresCache = (job: Job): boolean =>
  stepsOf(job).some((step) => /^actions\/cache(\/restore)?@/.test(step.uses ?? '') && !isVerifiedCache(step));

function checkCredentials(job: Job, workflow: Workflow): string[] {
  if (!writes(job, 'id-token')) return [];
  const problems: string[] = [];
  if (!job.environment?.name) problems.push('gets credentials without an environment that says who may');
  const setup = usesAction(job, 'actions/setup-node');
  if (restoresCache(job) || setup?.with?.['cache'] || (setup && setup.with?.['package-manager-cache'] !== false)) {
    problems.push('gets credentials and restores a cache, which another job may have filled');
  }
  const needed = [job.needs ?? []].flat().flatMap((name) => workflow.content.jobs?.[name] ?? []);
  if (eventsOf(workflow).includes('pull_request') && ![job, ...needed].some(refusesForks)) {
    problems.push('gets credentials on pull requests, those of forks among them');
  }
  return problems;
}

function checkTimeout({ 'timeout-minutes': minutes = 0 }: Job): string[] {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= longestTimeoutMinutes) return [];
  return [`needs timeout-minutes of 1 to ${longestTimeoutMinutes}`];
}

/** @returns Problems, each with the file and the line or the job. */
export function checkHardening(workflow: Workflow): readonly string[] {
  const { path, jobs, problems } = workflow;
  if (problems.length > 0) return problems;
  const ofJobs = jobs.flatMap(({ name, job }) =>
    [...checkPermissions(job), ...checkTimeout(job), ...checkWriter(job), ...checkCredentials(job, workflow)].map(
      (problem) => `${path}: job ${name} ${problem}`,
    ),
  );
  return [...checkTop(workflow), ...checkActions(workflow), ...ofJobs];
}
