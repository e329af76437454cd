import { resourceName } from '@pulso/contracts/envelope';
import { type CallFault, type Fault, invocationHeader, type ServiceCall } from '@pulso/local/gateway';
import {
  createFaultDraws,
  type DrawnFault,
  durationMsOf,
  type FaultKind,
  type FaultPlan,
  faultTargets,
} from '@pulso/world/faults';
import { type InvocationFault } from '@pulso/local/lambda';
import { type DeliveryFault } from '@pulso/world/sqs';
import { type MethodName } from '@pulso/world/telegram';

import { administrator } from '../cloud/administrator';

/** A plan of faults and the seed of its draws. */
export interface PlannedFaults {
  readonly plan: FaultPlan;
  readonly seed: number;
}

/** One fault that was injected. */
export interface InjectedFault {
  readonly kind: FaultKind;
  readonly target: string;
  /** Epoch ms. */
  readonly atMs: number;
  readonly struck: StruckByFault;
}

/** What a fault struck, as far as the service knows that injects it. */
interface StruckByFault {
  /** The whole name. */
  readonly functionName?: string;
  /** Of the invocation, or of the one that has made the call. */
  readonly requestId?: string;
  readonly messageId?: string;
}

/** What the services of the local cloud ask, each at its one place, before they do something. */
export interface FaultHooks {
  /** For the gateway of AWS's services. */
  forCall(call: Pick<ServiceCall, 'headers' | 'operation' | 'principal' | 'service'>): CallFault | undefined;
  /** For SQS, about a message that comes into a queue. */
  forMessage(queueName: string, message: { readonly messageId: string }): DeliveryFault | undefined;
  /** For CloudWatch Logs, about a record that is written. @returns By how much it is found later, ms. */
  forRecord(): number | undefined;
  /** For Lambda. */
  forInvocation(functionName: string, requestId: string): InvocationFault | undefined;
  /** For Telegram. */
  forBotApi(method: MethodName, requestId?: string): Fault | undefined;
}

/** The faults of a plan that can be replaced while the services ask for them. */
export interface SwitchableFaults {
  /** For the services: always the same object. */
  readonly hooks: FaultHooks;
  /** @returns The plan that holds now; undefined: nothing is made to go wrong. */
  planned(): PlannedFaults | undefined;
  /** From the next question on another plan holds. Its draws begin anew, also with the plan and the seed of before. */
  plan(planned: PlannedFaults | undefined): void;
}

/**
 * Turns the plan of the moment into the faults that the services inject.
 *
 * The same seed strikes the same ones of each target's messages, calls and invocations, counted in the order in which
 * they come. Processes really run at the same time, so which call is the third may differ from run to run. What the
 * administrator calls, setting up and reading along, is left alone, and so are dead-letter queues.
 *
 * @param first - The plan at the start; undefined: none.
 * @param onInjected - Told each fault as it is decided on.
 * @param stage - Whose resources are meant.
 */
export function createSwitchableFaults(
  first: PlannedFaults | undefined,
  onInjected: (fault: Omit<InjectedFault, 'atMs'>) => void,
  stage: string,
): SwitchableFaults {
  let planned: PlannedFaults | undefined;
  let draws: ReturnType<typeof createFaultDraws> | undefined;
  const plan = (next: PlannedFaults | undefined): void => {
    planned = next;
    draws = next && createFaultDraws(next.plan, next.seed);
  };
  plan(first);
  const prefix = resourceName(stage, '');
  /** Without application and stage; the whole name of a resource that has none. */
  const baseNameOf = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const draw = (kinds: readonly FaultKind[], target: string, struck: StruckByFault): DrawnFault | undefined => {
    const fault = draws?.draw(kinds, target);
    if (fault) onInjected({ kind: fault.kind, target, struck });
    return fault;
  };
  const hooks: FaultHooks = {
    forCall: ({ principal, service, operation, headers }) => {
      if (principal === administrator) return undefined;
      const requestId = headers[invocationHeader];
      const struck = { functionName: principal, ...(requestId !== undefined && { requestId }) };
      return callFaultOf(draw(['refuse', 'drop-response', 'throttle', 'slow'], `${service}.${operation}`, struck));
    },
    forMessage: (queueName, { messageId }) => {
      const target = baseNameOf(queueName);
      if (!faultTargets.queue.some((name) => name === target)) return undefined;
      const late = draw(['delay'], target, { messageId });
      const again = draw(['duplicate'], target, { messageId });
      return {
        ...(late && { delayMs: durationMsOf(late.rule) }),
        ...(again && { duplicateAfterMs: durationMsOf(again.rule) }),
      };
    },
    forRecord: () => {
      const late = draw(['late-records'], 'logs.StartQuery', {});
      return late && durationMsOf(late.rule);
    },
    forInvocation: (functionName, requestId) => {
      const fault = draw(['kill'], baseNameOf(functionName), { functionName, requestId });
      return fault && { kind: 'kill', afterMs: killAfterMs(fault) };
    },
    forBotApi: (method, requestId) => {
      const target = `telegram.${method}`;
      // The others are called by the operator, who sets up.
      if (!faultTargets.telegram.some((name) => name === target)) return undefined;
      return botApiFaultOf(
        draw(['refuse', 'drop-response', 'throttle', 'slow'], target, requestId === undefined ? {} : { requestId }),
      );
    },
  };
  return { hooks, planned: () => planned, plan };
}

function callFaultOf(fault: DrawnFault | undefined): CallFault | undefined {
  switch (fault?.kind) {
    case 'refuse':
    case 'drop-response':
      return { kind: fault.kind };
    case 'throttle':
      return { kind: fault.kind, choice: fault.choice };
    case 'slow':
      return { kind: 'slow', durationMs: durationMsOf(fault.rule) };
    default:
      return undefined;
  }
}

function botApiFaultOf(fault: DrawnFault | undefined): Fault | undefined {
  switch (fault?.kind) {
    case 'refuse':
      return 'refuse';
    case 'drop-response':
      return 'drop-answer';
    case 'throttle':
      return { throttledForMs: durationMsOf(fault.rule) };
    case 'slow':
      return { slowMs: durationMsOf(fault.rule) };
    default:
      return undefined;
  }
}

/** Without a duration of its own a rule kills at any time up to the default: before, between and after the effects. */
const killAfterMs = ({ rule, choice }: DrawnFault): number =>
  rule.durationMs ?? Math.floor(choice * durationMsOf(rule));

/** How many faults of each kind were injected; kinds without any are absent. */
export type FaultCounts = Readonly<Partial<Record<FaultKind, number>>>;

export function countFaults(faults: readonly Pick<InjectedFault, 'kind'>[]): FaultCounts {
  const counts: Partial<Record<FaultKind, number>> = {};
  for (const { kind } of faults) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/**
 * Says in one line what was injected.
 *
 * @example
 * faultLine({ duplicate: 2, kill: 1 }, 7); // 'Faults injected with seed 7: 3 (duplicate 2, kill 1).'
 */
export function faultLine(counts: FaultCounts, seed: number): string {
  const kinds = Object.entries(counts);
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const list = kinds.map(([kind, count]) => `${kind} ${count}`).join(', ');
  return `Faults injected with seed ${seed}: ${total}${list === '' ? '' : ` (${list})`}.`;
}
