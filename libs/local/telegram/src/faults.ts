import { type MethodName } from './methods/methods';
import { type ResponseParameters } from './telegram-types';

/**
 * What goes wrong with one call.
 *
 * - An object with `error_code`: that answer; nothing is applied. `parameters.retry_after` also sets the header.
 * - An object with `status`: an answer that is not the Bot API's, such as a gateway's HTML; nothing is applied.
 * - An object with `slowMs`: applied at once, answered so much later, in real time.
 * - `refuse`: the connection ends before anything is applied.
 * - `drop-answer`: applied, then the connection ends. The caller can't tell it from `refuse`.
 * - `hang`: applied, and no answer comes until the caller gives up.
 */
export type Fault =
  | { readonly error_code: number; readonly description: string; readonly parameters?: ResponseParameters }
  | { readonly status: number; readonly body: string }
  | { readonly slowMs: number }
  | 'refuse'
  | 'drop-answer'
  | 'hang';

/** Faults that wait for their call, in order, per method. */
export class Faults {
  private readonly waiting = new Map<MethodName, Fault[]>();

  add(method: MethodName, fault: Fault): void {
    this.waiting.set(method, [...(this.waiting.get(method) ?? []), fault]);
  }

  /** @returns The fault for this call, which is used up by it. */
  take(method: MethodName): Fault | undefined {
    return this.waiting.get(method)?.shift();
  }
}
