/*
 * Timing of Plivo's requests, as a fragment of the URL that is neither sent nor signed (plivo.md §6.8; milliseconds). Plivo's
 * default is a minute of dead air. A republish answers 404 for some hundred milliseconds, hence `rp=all`.
 */

/** For what a caller waits on: the XML is out within five seconds. */
export const ANSWER_TIMING = '#ct=2000&rt=6000&tt=14000&rc=5&rp=all';

/** For what nobody waits on and what is said only once: hang-up, a finished recording. */
export const NEWS_TIMING = '#ct=5000&rt=20000&tt=55000&rc=5&rp=all';

/** For the party that answers instead of n8n. */
export const FALLBACK_TIMING = '#ct=2000&rt=6000&tt=14000&rc=2&rp=all';
