import { type Service, consumers } from '@pulso/contracts/envelope';

/**
 * The services that the simulated worlds do not run, since no other service sends to them yet. The generator of
 * services enters each new one. It leaves this list when `libs/testing/simulation` composes it; a service in neither
 * place does not compile.
 */
export const notSimulated = [] as const satisfies readonly Service[];

/** The services that each world runs: those that take part in a report. */
export type SimulatedService = Exclude<Service, (typeof notSimulated)[number]>;

/** A queue without its service is left out. */
const strikesNothing = new Set<string>(
  notSimulated.flatMap((service: Service) => [
    service,
    ...consumers.flatMap((one) => (one.service === service ? [one.queue, `queue.${one.queue}`] : [])),
  ]),
);

/** @param target - As a rule names it. @returns Whether the simulated worlds have it. */
export const isSimulated = (target: string): boolean => !strikesNothing.has(target);
