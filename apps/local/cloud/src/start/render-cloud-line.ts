import { type Denial } from '@pulso/local-aws';

import { type InjectedFault } from '../faults/inject-faults';
import { lineRenderer, problemColours } from './render-line';

/** Bright yellow, which no function has. */
const faultColour = 93;

export interface CloudLines {
  /** A fault that was injected on purpose. */
  fault(fault: InjectedFault, atMs: number): string;
  /** A call that the policies do not allow. */
  denied(denial: Pick<Denial, 'message'>, atMs: number): string;
}

/**
 * Shows a person what the local cloud itself does to the functions, in the columns of their log lines.
 *
 * @param colours - Whether to colour the lines.
 */
export function createCloudLines(colours: boolean): CloudLines {
  const render = lineRenderer(colours);
  return {
    fault: ({ kind, target }, atMs) =>
      render({ atMs, name: 'fault', nameColour: faultColour, text: `${kind} ${target}` }),
    denied: ({ message }, atMs) => render({ atMs, name: 'denied', text: message, textColour: problemColours['ERROR'] }),
  };
}
