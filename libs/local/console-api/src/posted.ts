import * as z from 'zod';

import { operation } from './operation';

/** A mail; its HTML is at `GET mails/<number>`, with `?scheme=dark` or `?scheme=light` on request. */
export interface Mail {
  /** From 0, in the order in which they were sent. */
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** Epoch ms, as the header says it. */
  readonly atMs: number;
  readonly text: string;
  readonly hasHtml: boolean;
}

/** A call of a webhook of the stage. */
export interface PostedCall {
  readonly number: number;
  /** Epoch ms. */
  readonly atMs: number;
  readonly name: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** With line breaks when it is JSON. */
  readonly body: string;
}

/** What the local cloud has sent otherwise than by Telegram, latest first. */
export const postedOperations = {
  'mails.list': operation<readonly Mail[]>()(z.strictObject({})),
  'webhooks.list': operation<readonly PostedCall[]>()(z.strictObject({})),
};
