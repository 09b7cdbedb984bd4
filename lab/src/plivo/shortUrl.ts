/** A URL for the log: without query, fragment and credentials, and with long path segments (tokens) cut. */
export function shortUrl(url: string): string {
	if (!URL.canParse(url)) return '(not a URL)';
	const { protocol, host, pathname } = new URL(url);
	const path = pathname
		.split('/')
		.map((segment) => (segment.length > 40 ? `${segment.slice(0, 6)}…` : segment))
		.join('/');
	return `${protocol}//${host}${path}`;
}
