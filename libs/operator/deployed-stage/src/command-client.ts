import { callTimeouts } from '@pulso/adapters/node-runtime';

/** A call takes a second at most where all is well. */
const attemptMs = 10_000;

/**
 * Settings of the clients of AWS in a command for which a person waits. Without a limit a client waits for an answer that
 * does not come for ever, and the command says nothing.
 */
export const commandClient = { maxAttempts: 3, requestHandler: callTimeouts(attemptMs) };
