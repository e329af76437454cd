import { UsageError } from '@pulso/operator/command-line';

/** What listens: AWS's services, the Bot API, the bot's function URL, the page for the browser. */
const portNames = ['aws', 'telegram', 'webhook', 'console'] as const;

/** Ports to listen at; a service without one takes a free one. */
export type Ports = Readonly<Partial<Record<(typeof portNames)[number], number>>>;

const largestPort = 65_535;

/**
 * Reads a list of ports.
 *
 * @param text - For example `aws=4566,telegram=8081`.
 * @throws {UsageError} A name or a port is not usable, or something stands there twice.
 */
export function parsePorts(text: string): Ports {
  const ports: Partial<Record<string, number>> = {};
  for (const entry of text.split(',')) {
    const [name = '', value = '', ...rest] = entry.split('=').map((part) => part.trim());
    const shown = entry.slice(0, 60);
    if (!portNames.some((known) => known === name) || rest.length > 0) {
      throw new UsageError(`--ports: "${shown}" is none of ${portNames.map((known) => `${known}=PORT`).join(', ')}.`);
    }
    const port = Number(value);
    if (!/^\d{1,5}$/.test(value) || port < 1 || port > largestPort) {
      throw new UsageError(`--ports: ${name} needs a port from 1 to ${largestPort}, got "${value.slice(0, 20)}".`);
    }
    if (ports[name] !== undefined) throw new UsageError(`--ports: ${name} stands there twice.`);
    if (Object.values(ports).includes(port)) throw new UsageError(`--ports: ${port} stands there twice.`);
    ports[name] = port;
  }
  return ports;
}
