import { newsJoiner } from '../../src/page/live/joinedNews';
import { serverSentEvent, type PageBridge, type PageNews } from '../../src/page/live/pageNews';

const bridge = (calls: number, unready: string | null = null): PageBridge => ({
	unready,
	calls,
	waitingStreams: 1,
	queuedEvents: 2,
});
const snapshot = (calls: string[], unready: string | null = null) =>
	({
		type: 'snapshot',
		calls: calls.map((callId) => ({ callId })),
		lines: calls.map((text) => ({ text })),
		bridge: bridge(calls.length, unready),
	}) as unknown as PageNews;
const ended: PageNews = { type: 'ended', callId: 'b', reason: 'caller-hangup' };

describe('the news of several processes', () => {
	const joined = (sources: number) => {
		const join = newsJoiner(sources);
		return (source: number, news: PageNews) =>
			join(source, serverSentEvent(news).trimEnd()).map(
				(event) => JSON.parse(event.replace(/^data: /, '')) as PageNews,
			);
	};

	it('begin with one snapshot of all, and what happened meanwhile', () => {
		const join = joined(2);
		expect(join(1, snapshot(['b']))).toEqual([]);
		expect(join(1, ended)).toEqual([]);
		expect(join(1, { type: 'bridge', bridge: bridge(0) })).toEqual([]);
		expect(join(0, snapshot(['a']))).toEqual([
			{
				type: 'snapshot',
				calls: [{ callId: 'b' }, { callId: 'a' }],
				lines: [{ text: 'b' }, { text: 'a' }],
				// The later one of b.
				bridge: { unready: null, calls: 1, waitingStreams: 2, queuedEvents: 4 },
			},
			ended,
		]);
		expect(join(1, ended)).toEqual([ended]);
	});

	it('add up the numbers, in the rhythm of one', () => {
		const join = joined(2);
		join(0, snapshot([]));
		join(1, snapshot([]));
		expect(join(1, { type: 'bridge', bridge: bridge(5) })).toEqual([]);
		expect(join(0, { type: 'bridge', bridge: bridge(3, 'full') })).toEqual([
			{ type: 'bridge', bridge: { unready: null, calls: 8, waitingStreams: 2, queuedEvents: 4 } },
		]);
	});

	it('say why the bridge takes no calls when none of the processes does', () => {
		const join = joined(2);
		join(0, snapshot([], 'draining'));
		expect(join(1, snapshot([], 'draining'))).toMatchObject([{ bridge: { unready: 'draining' } }]);
	});
});
