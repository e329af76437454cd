import { type callTimeouts } from '@pulso/adapters/node-runtime';

/** What all clients of AWS have in common here. */
export interface ClientSettings {
  readonly maxAttempts: number;
  readonly requestHandler: ReturnType<typeof callTimeouts>;
}
