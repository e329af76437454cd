import { reasonForEverything } from '../changed-scope';

const projects = new Map([
  ['apps/bot', 'bot'],
  ['libs/kit/time', 'time'],
  ['libs/testing/handler-harness', 'handler-harness'],
  ['libs/tooling', 'tooling'],
]);

const reasonFor = (paths: readonly string[], affected: readonly string[] = [...projects.values()]) =>
  reasonForEverything(paths, projects, new Set(affected));

describe('what a change asks to be checked', () => {
  it.each([
    ['a service', ['apps/bot/src/handler.ts']],
    ['several projects', ['apps/bot/README.md', 'libs/kit/time/src/clock.spec.ts']],
  ])('is the affected projects for a change of %s', (_, paths) => {
    expect(reasonFor(paths)).toBeUndefined();
  });

  it.each([
    ['the lockfile', 'package-lock.json'],
    ['the jest preset', 'jest.preset.js'],
    ["the editors' ESLint configuration", 'eslint.config.mjs'],
    ['what Nx does', 'nx.json'],
    ['what TypeScript does', 'tsconfig.base.json'],
    ['what packages are used, and how texts are formatted', 'package.json'],
    ['a document', 'docs/protocol.md'],
    ['the README', 'README.md'],
    ['a workflow', '.github/workflows/ci.yml'],
    ['a role that no stack holds', 'infra/delivery-roles/apply-policy.json'],
    ['a project that is gone', 'libs/kit/gone/src/index.ts'],
    ['a folder whose name begins as one of a project', 'apps/bot-two/src/index.ts'],
  ])('is everything for a change of %s', (_, path) => {
    expect(reasonFor(['apps/bot/src/handler.ts', path])).toBe(`${path} lies in no project`);
  });

  it.each([
    'libs/tooling/jest-esbuild.ts',
    'libs/tooling/eslint.config.mjs',
    'libs/tooling/run-tests.ts',
    'libs/testing/handler-harness/src/index.ts',
  ])('is everything for %s, which has no edge to what it checks', (path) => {
    expect(reasonFor([path])).toBe(`${path} may reach every project`);
  });

  it('is everything when Nx leaves out the project of a changed file', () => {
    expect(reasonFor(['apps/bot/src/handler.spec.ts'], ['tooling'])).toBe(
      'Nx does not count apps/bot/src/handler.spec.ts to its project',
    );
  });

  it('is everything when nothing has changed, as in a second run of the same commit', () => {
    expect(reasonFor([])).toMatch(/^nothing has changed/);
  });
});
