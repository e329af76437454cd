/**
 * What schemas allow and this version's services do not write, by the name of the exchange. Either they do not write it yet,
 * since older readers would refuse it; or not any more, since later readers are to refuse it.
 *
 * Remove an entry once every stage has readers that know both forms.
 *
 * @example
 * 'run-events': ({ plan }) => plan?.onlyIf !== undefined && plan.onlyIf.above === undefined,
 */
export const notSent: Readonly<Record<string, (content: never) => boolean>> = {};
