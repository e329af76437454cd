import { type InvocationStatus } from './platform-log';
import { type Answer, maxResponseBytes } from './runtime-api';

/** How an invocation ended. */
export type Ending =
  | Answer
  | { readonly kind: 'init-error'; readonly body: string }
  /** `afterMs`: the limit that was reached. */
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'exit'; readonly code: number | null; readonly signal: string | null };

/** What the caller of an invocation gets, and what the platform logs about it. */
export interface Verdict {
  readonly status: InvocationStatus;
  readonly errorType?: string;
  /** JSON text: the handler's answer, or a description of the error. */
  readonly payload: string;
}

/** Describes the end of an invocation in Lambda's words. */
export function judge(ending: Ending, requestId: string): Verdict {
  switch (ending.kind) {
    case 'response':
      return { status: 'success', payload: ending.body };
    case 'error':
    case 'init-error': {
      const { errorType = 'Error' } = JSON.parse(ending.body) as { errorType?: string };
      return { status: 'error', errorType, payload: ending.body };
    }
    case 'response-too-large': {
      const message = `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`;
      return failure('error', 'Function.ResponseSizeTooLarge', message);
    }
    case 'timeout': {
      const text = `Task timed out after ${(ending.afterMs / 1_000).toFixed(2)} seconds`;
      return failure('timeout', 'Sandbox.Timedout', `RequestId: ${requestId} Error: ${text}`);
    }
    case 'exit':
      return failure('error', 'Runtime.ExitError', `RequestId: ${requestId} Error: ${exitText(ending)}`);
    default:
      return ending satisfies never;
  }
}

const failure = (status: InvocationStatus, errorType: string, errorMessage: string): Verdict => ({
  status,
  errorType,
  payload: JSON.stringify({ errorType, errorMessage }),
});

function exitText({ code, signal }: { code: number | null; signal: string | null }): string {
  if (signal !== null) return `Runtime exited with error: signal: ${signal === 'SIGKILL' ? 'killed' : signal}`;
  return code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${code}`;
}
