/** Told how to stop a part once it has started; parts stop in the reverse order. */
export type OnStop = (stop: () => Promise<void> | void) => void;
