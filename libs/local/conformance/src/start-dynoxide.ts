import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

/** Another implementation of DynamoDB, written by others, in a process of its own. */
export interface Dynoxide {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * @returns The path of dynoxide's binary; undefined where npm has no package of it for this platform.
 * @see https://github.com/nubo-db/dynoxide
 */
export function locateDynoxide(): string | undefined {
  try {
    const manifest = findPackageJSON(`@dynoxide/${process.platform}-${process.arch}`, __filename);
    const path = manifest && join(dirname(manifest), 'dynoxide');
    return path !== undefined && existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Its database is in memory. @throws {Error} It did not start on any of five ports. */
export async function startDynoxide(path: string): Promise<Dynoxide> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await freePort();
    const child = spawn(path, ['serve', '--host', '127.0.0.1', '--port', String(port)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (await isListening(child)) return { endpoint: `http://127.0.0.1:${port}`, stop: () => stop(child) };
  }
  throw new Error(`"${path}" does not start.`);
}

/** dynoxide does not tell which port a 0 became. If another process takes the chosen one first, dynoxide starts again. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const isListening = (child: ChildProcess): Promise<boolean> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve(false));
    child.once('error', () => resolve(false));
    child.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.includes('listening')) resolve(true);
    });
  });

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
