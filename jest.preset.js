/** How every project runs its specs. Jest finds it by the key `jest` of the package.json that is next above a folder. */
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, sep } = require('node:path');

// aws-embedded-metrics otherwise asks the EC2 metadata address for its environment as soon as it is imported.
process.env.AWS_EMF_ENVIRONMENT ??= 'Local';

const { paths } = JSON.parse(readFileSync(join(__dirname, 'tsconfig.base.json'), 'utf8')).compilerOptions;

const isNightly = process.env.NIGHTLY === '1';

/** The project in which jest is started; elsewhere the folder itself, so that at the root all specs run. */
function startedIn(cwd) {
  for (let folder = cwd; folder.startsWith(__dirname + sep); folder = dirname(folder))
    if (existsSync(join(folder, 'project.json'))) return folder;
  return cwd;
}

module.exports = {
  // The option of the same name, by which Nx starts jest at the root, is stronger.
  rootDir: startedIn(process.cwd()),
  // Its place is the same for every project: what one has transformed, the others need not.
  id: 'pulso',
  // Specs that try many cases try a share by commit, and all of them with `NIGHTLY=1`.
  globals: { isNightly },
  testEnvironment: 'node',
  // The target `e2e` asks for the others.
  testMatch: ['<rootDir>/**/src/**/!(*.e2e).spec.ts'],
  // What takes long is run with `NIGHTLY=1` alone.
  testPathIgnorePatterns: ['/node_modules/', ...(isNightly ? [] : ['\\.nightly\\.'])],
  // Copies of sources, whose packages have the names of those that are tested.
  modulePathIgnorePatterns: ['dist', 'tmp', '.nx'].map((folder) => `${join(__dirname, folder)}/`),
  coverageProvider: 'v8',
  // No measure of anything: it ends what hangs, and a busy machine is slow.
  testTimeout: 900_000,
  // js before mjs: telegraf's abort-controller otherwise resolves to an ES module, which CommonJS can't load.
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  moduleNameMapper: {
    // A bundle of its own, which a handler loads when it needs it.
    '^(\\./[a-z-]+)\\.js$': ['$1.js', '$1'],
    '^fast-check$': join(__dirname, 'libs/tooling/fast-check-of-commit.ts'),
    ...Object.fromEntries(Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, join(__dirname, file)])),
  },
  transform: {
    '\\.[cm]?tsx?$': join(__dirname, 'libs/tooling/jest-esbuild.ts'),
    // What runs before packages are installed is an ES module, and this Jest runs CommonJS.
    '/libs/tooling/[^/]+\\.js$': join(__dirname, 'libs/tooling/jest-esbuild.ts'),
    // So is Preact, of which the console's components are made.
    '/node_modules/preact/.*\\.mjs$': join(__dirname, 'libs/tooling/jest-esbuild.ts'),
  },
  transformIgnorePatterns: ['/node_modules/(?!preact/)'],
};
