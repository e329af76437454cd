import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { readWorkflow } from '../workflow-check/read-workflow';

const root = join(__dirname, '../../..');

describe('the scripts of workflows, with stand-ins for what they call', () => {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulso-workflow-')));
    mkdirSync(join(folder, 'bin'));
    // Scripts stand in the repository's root when they run.
    writeFileSync(
      join(folder, 'bin/node'),
      `#!/bin/sh\nprogram=$1; shift\nexec "${process.execPath}" "${root}/$program" "$@"\n`,
    );
    chmodSync(join(folder, 'bin/node'), 0o755);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const read = (path: string) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : '');

  /** A program that writes its arguments down, and then does what the script says. */
  function standIn(name: string, script: string) {
    write(`bin/${name}`, `#!/bin/bash\necho "$*" >> "${folder}/${name}.log"\n${script}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }

  /** Runs a step as GitHub does. */
  function runStep(path: string, job: string, name: string, env: NodeJS.ProcessEnv = {}) {
    const file = `.github/workflows/${path}.yml`;
    const { content } = readWorkflow(file, readFileSync(join(root, file), 'utf8'));
    const script = content.jobs?.[job]?.steps?.find((step) => step.name === name)?.run;
    if (script === undefined) throw new Error(`${file} has no step "${name}" in ${job}.`);
    write('step.sh', script);
    const { status, stderr } = spawnSync('bash', ['-e', 'step.sh'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
        GITHUB_OUTPUT: join(folder, 'output'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary'),
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'o/r',
        GITHUB_RUN_ID: '1',
        STAGE: 'prod',
        ...env,
      },
    });
    return { status, stderr, output: read('output') };
  }

  describe('of a deploy', () => {
    /** A planning that finds changes of the bot alone, and ends with a status. */
    const plans = (status: number) => {
      const stacks = [
        { stack: 'notifier', digest: 'a', record: { digest: 'a' }, hasChanges: false },
        { stack: 'bot', digest: 'c', record: { digest: 'b' }, hasChanges: true },
      ];
      standIn('npm', `mkdir -p tmp/plans; echo '${JSON.stringify({ stacks })}' > tmp/plans/plans.json; exit ${status}`);
    };
    const plan = (service: string) => runStep('deploy', 'plan', 'Plan', { SERVICE: service });

    it('make a lane for each stack that would change', () => {
      plans(2);

      expect(plan('all')).toMatchObject({ status: 0, output: 'stacks=["bot"]\n' });
      expect(read('npm.log')).toBe('run --silent deploy -- --stage prod --plan --save-plans tmp/plans\n');
      expect(read('summary')).toContain('The plan of `prod` has changes');
    });

    it.each([
      ['deploy', 'plan'],
      ['deploy', 'preview'],
      ['drift', 'plan'],
    ])('show, in %s.yml by %s, all of a plan in the summary that is too long for a comment', (workflow, job) => {
      standIn('npm', `echo first; printf 'x%.0s' {1..200000}; exit 2`);

      runStep(workflow, job, 'Plan', { SERVICE: 'all' });

      expect(read('summary')).toContain('```text\nfirst\nxxx');
    });

    it.each([
      ['deploy', 'preview'],
      ['drift', 'plan'],
    ])('keep, in %s.yml by %s, the end of such a plan for a comment or an issue', (workflow, job) => {
      standIn('npm', `echo first; printf 'x%.0s' {1..200000}; exit 2`);

      runStep(workflow, job, 'Plan');

      expect(read('tmp/plan.md').length).toBeLessThanOrEqual(65_536);
      expect(read('tmp/plan.md')).toContain('The beginning is left out');
    });

    it('plan one service that is named', () => {
      plans(2);

      plan('bot');

      expect(read('npm.log')).toMatch(/--save-plans tmp\/plans --service bot\n$/);
    });

    it('keep the lanes of the other stacks where one can not be planned', () => {
      plans(1);

      expect(plan('all')).toMatchObject({ status: 1, output: 'stacks=["bot"]\n' });
    });

    it('make no lane where nothing was planned', () => {
      standIn('npm', 'exit 1');

      expect(plan('all')).toMatchObject({ status: 1, output: 'stacks=[]\n' });
    });

    const waits = () => runStep('deploy', 'apply', 'Wait until the checks of main have passed');

    it('apply to what main is, once its checks have passed', () => {
      standIn(
        'gh',
        `case $2 in */commits/main) echo abc ;; *) echo '[{"id":1,"status":"completed","conclusion":"success"}]' ;; esac`,
      );

      expect(waits()).toMatchObject({ status: 0, output: 'sha=abc\n' });
      expect(read('gh.log')).toMatch(
        /^api repos\/o\/r\/commits\/main --jq .sha\napi repos\/o\/r\/commits\/abc\/check-runs\?check_name=check --jq /,
      );
    });

    it('apply nothing where they have failed', () => {
      standIn(
        'gh',
        `case $2 in */commits/main) echo abc ;; *) echo '[{"id":1,"status":"completed","conclusion":"failure"}]' ;; esac`,
      );

      const { status, stderr, output } = waits();

      expect([status, output]).toEqual([1, '']);
      expect(stderr).toMatch(/^::error::The check "check" of abc has ended with: failure/);
    });
  });

  describe('of the checks', () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
      }).trim();
    const commit = (name: string) => {
      git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '--allow-empty', `--message=${name}`);
      return git('rev-parse', 'HEAD');
    };
    const findBase = (target: string) =>
      runStep('ci', 'check', 'Find the commit to compare with', { WORKFLOW: 'ci.yml', TARGET: target }).output;

    beforeEach(() => git('init', '--quiet', '--initial-branch=main'));

    it('compare a branch, or a group that is to be merged, with where it has left main', () => {
      const base = commit('base');
      commit('branch');

      expect(findBase(base)).toBe(`sha=${base}\n`);
    });

    it('compare main with the last push to it that was checked with success', () => {
      commit('first');
      const checked = commit('checked');
      commit('now');
      standIn('gh', `echo ${checked}`);

      expect(findBase('')).toBe(`sha=${checked}\n`);
      expect(read('gh.log')).toContain('--branch main --event push --status success');
    });

    it('compare with the first commit where none is known', () => {
      const first = commit('first');
      commit('now');
      standIn('gh', 'true');

      expect(findBase('')).toBe(`sha=${first}\n`);
    });
  });

  const hasJq = spawnSync('jq', ['--version']).status === 0;

  (hasJq ? describe : describe.skip)('of the night', () => {
    const report = (results: Record<string, string>) =>
      runStep('nightly', 'report', 'Open, update or close the issue', {
        TITLE: 'The nightly checks have failed',
        JOBS: JSON.stringify(Object.fromEntries(Object.entries(results).map(([job, result]) => [job, { result }]))),
      });
    /** `gh issue list` finds this one. */
    const openIssue = (number: string) => standIn('gh', `[ "$2" != list ] || echo "${number}"`);
    const calls = () =>
      read('gh.log')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('issue list'));

    it('open an issue that names what has failed', () => {
      openIssue('');

      expect(report({ simulate: 'success', mutations: 'failure', clients: 'failure' }).status).toBe(0);
      expect(calls()).toEqual(['issue create --title The nightly checks have failed --body-file report.md']);
      expect(read('report.md')).toBe(
        'These jobs have failed: mutations, clients. Their logs are in https://github.com/o/r/actions/runs/1.\n',
      );
    });

    it('write into the one that is open', () => {
      openIssue('7');

      report({ simulate: 'failure' });

      expect(calls()).toEqual(['issue edit 7 --body-file report.md']);
    });

    it('close it when all have passed, and do nothing where none is open', () => {
      openIssue('');
      report({ simulate: 'success' });
      const without = calls();
      openIssue('7');
      report({ simulate: 'success' });

      expect(without).toEqual([]);
      expect(calls()).toEqual(['issue close 7 --comment All have passed, says https://github.com/o/r/actions/runs/1.']);
    });
  });
});
