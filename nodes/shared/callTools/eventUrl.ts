/** What an address says in its query; undefined is left out. */
export type EventQuery = Record<string, string | number | undefined>;

/**
 * The address of a webhook for one of its events: the webhook's own query (a waiting execution has its signature there) stays.
 * @param timing a fragment of callbackTiming.ts, or ''
 */
export function eventUrl(webhookUrl: string, query: EventQuery, timing = ''): string {
	const url = new URL(webhookUrl);
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined) url.searchParams.set(name, String(value));
	}
	return `${url.href}${timing}`;
}
