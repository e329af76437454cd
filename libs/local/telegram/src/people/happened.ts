import { type Unseen } from './why-unseen';

/** What became of something said or pressed. */
export interface Happened {
  readonly chatId: number;
  readonly messageId?: number;
  readonly queryId?: string;
  /** Absent: the bot is not told. */
  readonly updateId?: number;
  /** Why it is not. */
  readonly unseen?: Unseen;
}
