import { type callTimeouts } from '@pulso/adapters/node-runtime';

/** Where AWS is. What is absent comes from the environment, as for every client of AWS. */
export interface AwsPlace {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What all clients of AWS have in common here. */
export interface ClientSettings extends AwsPlace {
  readonly maxAttempts: number;
  readonly requestHandler: ReturnType<typeof callTimeouts>;
}
