/**
 * The header by which a function's process says for which invocation it makes a call: its request id. The process works on
 * one at a time, and whatever it uses to call AWS or Telegram, the header is there.
 */
export const invocationHeader = 'local-cloud-invocation';
