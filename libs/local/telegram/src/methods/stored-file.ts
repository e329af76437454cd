import { type Attachment } from '../conversation';

/** A file that was sent once and has an id since then. */
export interface StoredFile {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
  /** Where it can be fetched, behind `/file/bot<token>/`. */
  readonly path: string;
}
