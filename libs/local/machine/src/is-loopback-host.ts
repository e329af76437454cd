/**
 * Tells whether a request was meant for a server of this computer.
 *
 * A page in a browser can reach 127.0.0.1 under a name of its own that resolves to it (DNS rebinding); the header then
 * has that name.
 *
 * @param host - The header `Host`, with or without a port.
 */
export const isLoopbackHost = (host: string | undefined): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
