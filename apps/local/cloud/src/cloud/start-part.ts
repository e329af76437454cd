import { LocalCloudError } from '../errors';

/** Told how to stop a part once it has started; parts stop in the reverse order. */
export type OnStop = (stop: () => Promise<void> | void) => void;

/**
 * Starts a server at a port that the user asked for.
 *
 * @param port - undefined: a free one.
 * @param name - What the port is called on the command line.
 * @throws {LocalCloudError} The port can't be had, in words.
 */
export async function listenAt<T>(
  port: number | undefined,
  name: string,
  listen: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await listen(port ?? 0);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const advice = `Give another one with --ports ${name}=PORT, or leave it out for a free one.`;
    if (code === 'EADDRINUSE') throw new LocalCloudError(`Port ${port} (${name}) is taken. ${advice}`);
    if (code === 'EACCES') throw new LocalCloudError(`Port ${port} (${name}) is not yours to take. ${advice}`);
    throw error;
  }
}
