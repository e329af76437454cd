/**
 * `npx nx native-runtime local-lambda`: compiles the native client of AWS's runtime interface client, which the local
 * cloud replaces by a shim, so that the differential tests can compare the two.
 *
 * In a copy of the package: what lies in node_modules stays as npm has installed it. Takes about a minute.
 *
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const outputFolder = join(root, 'dist/native-runtime');
/** Below a folder of this name its own install script removes what it needs for compiling only. */
const packageFolder = join(outputFolder, 'node_modules/aws-lambda-ric');

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Node's headers as npm has installed them; without them node-gyp fetches them from nodejs.org. */
function headersOfNode(): { npm_config_nodedir?: string } {
  const folder = join(root, 'node_modules', `node-linux-${process.arch}`);
  return existsSync(join(folder, 'include/node/node_api.h')) ? { npm_config_nodedir: folder } : {};
}

function run(script: string): void {
  const { status, error } = spawnSync('sh', [join(packageFolder, 'scripts', script)], {
    stdio: 'inherit',
    env: { ...process.env, ...headersOfNode() },
  });
  if (status === 0) return;
  rmSync(outputFolder, { recursive: true, force: true });
  fail(
    error ? `Cannot run sh: ${error.message}` : `${script} of aws-lambda-ric failed; cmake, make and g++ are needed.`,
  );
}

if (process.platform !== 'linux') fail('aws-lambda-ric compiles on Linux only.');
rmSync(outputFolder, { recursive: true, force: true });
cpSync(join(root, 'node_modules/aws-lambda-ric'), packageFolder, { recursive: true });
run('preinstall.sh');
run('postinstall.sh');
// The compiler's intermediate files of a dependency, which its install script does not know of.
rmSync(join(outputFolder, 'node_modules/node_modules'), { recursive: true, force: true });
if (!existsSync(join(packageFolder, 'rapid-client.node')))
  fail('aws-lambda-ric was compiled without a rapid-client.node.');
