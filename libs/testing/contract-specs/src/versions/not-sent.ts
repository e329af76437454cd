/**
 * What schemas allow and this version's services do not write, by the name of the exchange: what they do not write yet, since
 * older readers would refuse it, or not any more, since a later reader is to refuse it.
 *
 * An entry is needed from the deploy of the readers to that of the writers, and goes in a commit after it.
 *
 * @example
 * 'run-events': ({ plan }) => plan?.onlyIf !== undefined && plan.onlyIf.above === undefined,
 */
export const notSent: Readonly<Record<string, (content: never) => boolean>> = {};
