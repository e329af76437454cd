/** How the engine is called among the contenders: everybody's time is divided by its. */
export const engineName = 'logs-insights';
