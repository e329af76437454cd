import { type InvocationStatus } from './platform-log';
import { type Answer, maxResponseBytes } from './runtime-api';

/** How an invocation came to its end. */
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
  /** A line for the text log format, when the platform has something to add to what the function wrote. */
  readonly failureLine?: string;
}

/**
 * Words the end of an invocation as Lambda does.
 *
 * @param nowIso - The time, for the line about a timeout.
 */
export function judge(ending: Ending, requestId: string, nowIso: string): Verdict {
  switch (ending.kind) {
    case 'response':
      return { status: 'success', payload: ending.body };
    case 'error':
    case 'init-error':
      return { status: 'error', errorType: errorTypeOf(ending.body), payload: ending.body };
    case 'response-too-large':
      return failure('Function.ResponseSizeTooLarge', {
        message: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
      });
    case 'timeout': {
      const text = `Task timed out after ${(ending.afterMs / 1_000).toFixed(2)} seconds`;
      return {
        ...failure('Sandbox.Timedout', { message: `RequestId: ${requestId} Error: ${text}` }),
        status: 'timeout',
        failureLine: `${nowIso} ${requestId} ${text}`,
      };
    }
    case 'exit': {
      const message = `RequestId: ${requestId} Error: ${exitText(ending)}`;
      return { ...failure('Runtime.ExitError', { message }), failureLine: `${message}\nRuntime.ExitError` };
    }
    default:
      return ending satisfies never;
  }
}

const failure = (errorType: string, { message }: { message: string }): Verdict => ({
  status: 'error',
  errorType,
  payload: JSON.stringify({ errorType, errorMessage: message }),
});

function exitText({ code, signal }: { code: number | null; signal: string | null }): string {
  if (signal !== null) return `Runtime exited with error: signal: ${signal === 'SIGKILL' ? 'killed' : signal}`;
  return code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${code}`;
}

function errorTypeOf(body: string): string {
  try {
    const { errorType } = JSON.parse(body) as { errorType?: unknown };
    return typeof errorType === 'string' ? errorType : 'Error';
  } catch {
    return 'Error';
  }
}
