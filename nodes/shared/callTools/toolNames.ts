/** What the model calls the tool that hands the caller to a human. */
export const HANDOFF_TOOL = 'transferToHuman';

/** What the model calls the tool that takes the collected data. */
export const COLLECT_TOOL = 'submitCollectedData';
