import type { PageNews } from '../../../src/page/live/pageNews';
import { eventually } from '../../eventually';
import type { PageBench } from './pageBench';

type NewsOf<Type extends PageNews['type']> = Extract<PageNews, { type: Type }>;

/** What a browser tab is told. */
export class PageEvents {
	readonly news: PageNews[] = [];
	/** The bridge has ended it. */
	over = false;
	private readonly abort = new AbortController();

	/** @param callId the call that is open in the tab */
	static async open(bench: PageBench, cookie: string, callId?: string): Promise<PageEvents> {
		const events = new PageEvents();
		const query = callId === undefined ? '' : `?call=${encodeURIComponent(callId)}`;
		const response = await bench.request(`/page/events${query}`, {
			headers: { cookie },
			signal: events.abort.signal,
		});
		if (!response.ok || !response.body) throw new Error(`${response.status}`);
		expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
		void events.follow(response.body).finally(() => (events.over = true));
		return events;
	}

	/** The first news of this type from now on that is as wanted. */
	async next<Type extends PageNews['type']>(
		type: Type,
		wanted: (news: NewsOf<Type>) => boolean = () => true,
	): Promise<NewsOf<Type>> {
		const from = this.news.length;
		return await this.find(type, wanted, from);
	}

	/** The first news of this type that is as wanted, since `from`. */
	async find<Type extends PageNews['type']>(
		type: Type,
		wanted: (news: NewsOf<Type>) => boolean = () => true,
		from = 0,
	): Promise<NewsOf<Type>> {
		return await eventually(`news of type ${type}`, () =>
			this.news
				.slice(from)
				.find((one): one is NewsOf<Type> => one.type === type && wanted(one as NewsOf<Type>)),
		);
	}

	close(): void {
		this.abort.abort();
	}

	private async follow(body: ReadableStream<Uint8Array>): Promise<void> {
		const decoder = new TextDecoder();
		let rest = '';
		try {
			for await (const chunk of body) {
				const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
				rest = events.pop() ?? '';
				for (const event of events)
					this.news.push(JSON.parse(event.replace(/^data: /, '')) as PageNews);
			}
		} catch {
			// Broken off, by the bridge or by close().
		}
	}
}
