import { CallFeed, type CallNews } from '../../src/call/callFeed';
import type { LiveCall } from '../../src/call/liveCall';

describe('the feed of calls', () => {
	const call = { callId: 'c-1' } as LiveCall;
	const line = { role: 'user', text: 'Hi.', ordinal: 0 } as const;

	it('tells whoever listens, in order, until it is told to stop', () => {
		const feed = new CallFeed();
		expect(feed.watched).toBe(false);
		const news: CallNews[] = [];
		const unsubscribe = feed.subscribe((item) => news.push(item));
		expect(feed.watched).toBe(true);
		feed.started(call);
		feed.transcript(call, line, true);
		feed.updated(call);
		unsubscribe();
		unsubscribe();
		feed.updated(call);
		expect(news).toEqual([
			{ type: 'call-started', call },
			{ type: 'transcript', call, line, final: true },
			{ type: 'update', call },
		]);
		expect(feed.watched).toBe(false);
	});

	it('takes out a listener that throws, and tells the others', () => {
		const faults: unknown[] = [];
		const feed = new CallFeed((error) => faults.push(error));
		const bug = new TypeError('a bug');
		feed.subscribe(() => {
			throw bug;
		});
		const news: CallNews[] = [];
		feed.subscribe((item) => news.push(item));
		feed.started(call);
		feed.updated(call);
		expect(faults).toEqual([bug]);
		expect(news).toEqual([
			{ type: 'call-started', call },
			{ type: 'update', call },
		]);
	});
});
