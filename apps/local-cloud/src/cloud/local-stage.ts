/** The stage that the local cloud runs: the one whose stacks `STAGE=local` synthesizes. */
export const localStage = 'local';
