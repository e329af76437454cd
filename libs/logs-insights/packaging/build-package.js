/**
 * Builds the package `@pulso/logs-insights`, ready for `npm pack`: the library as CommonJS and as an ES module, its type
 * declarations and the command, without dependencies. Usage: node build-package.js FOLDER
 */
const { execFileSync } = require('node:child_process');
const { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const { buildSync } = require('esbuild');

const { bundledPackages, thirdPartyNotices } = require('./third-party-notices');

const project = join(__dirname, '..');
const root = join(project, '../..');
const modules = join(root, 'node_modules');

/** The oldest Node that `engines` names. */
const target = 'node20';

/** @returns {string[]} The files that went into the bundle. */
function bundle(entry, outfile, options) {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [join(project, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
  return Object.keys(metafile.inputs);
}

/** An entry for ES modules has to be a declaration file of its own; what it declares is the same. */
const moduleDeclarations = "export * from './types/index.js';\n";

function declareTypes(folder) {
  const tsc = join(modules, 'typescript/bin/tsc');
  const config = join(__dirname, 'tsconfig.json');
  execFileSync(process.execPath, [tsc, '-p', config, '--outDir', join(folder, 'types')], { stdio: 'inherit' });
  for (const name of ['index.d.ts', 'index.d.mts']) writeFileSync(join(folder, name), moduleDeclarations);
}

function buildPackage(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const command = join(folder, 'bin/logs-insights.js');
  const inputs = [
    ...bundle('engine/src/index.ts', join(folder, 'index.js'), { format: 'cjs' }),
    ...bundle('engine/src/index.ts', join(folder, 'index.mjs'), { format: 'esm' }),
    ...bundle('cli/src/main.ts', command, { format: 'cjs', minify: true, banner: { js: '#!/usr/bin/env node' } }),
  ];
  chmodSync(command, 0o755);
  declareTypes(folder);
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(bundledPackages(inputs), modules));
  mkdirSync(join(folder, 'docs'));
  for (const file of ['README.md', 'CHANGELOG.md', 'docs/logs-insights.md']) {
    copyFileSync(join(project, file), join(folder, file));
  }
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  const { jest: _, ...manifest } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder to build into.');
buildPackage(resolve(folder));
