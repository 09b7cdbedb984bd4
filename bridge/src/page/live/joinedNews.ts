import type { EventJoiner } from '../../doors/route';
import type { PageBridge, PageNews } from './pageNews';

type Snapshot = Extract<PageNews, { type: 'snapshot' }>;

const PREFIX = 'data: ';
/** Of these there is more to know than their text; they begin with their type. */
const READ = /^data: \{"type":"(snapshot|bridge)"/;
/** These come again: until the first snapshot is complete nothing is lost with them. */
const COMES_AGAIN = /^data: \{"type":"(calls|bridge)"/;

/** Makes the events of several processes one stream for the page: one snapshot of all calls, numbers for all together. */
export function newsJoiner(sources: number): EventJoiner {
	const snapshots = new Map<number, Snapshot>();
	const bridges = new Map<number, PageBridge>();
	let held: string[] = [];
	return (source, event) => {
		const news = READ.test(event)
			? (JSON.parse(event.slice(PREFIX.length)) as PageNews)
			: undefined;
		if (news?.type === 'bridge') bridges.set(source, news.bridge);
		if (snapshots.size < sources) {
			if (news?.type !== 'snapshot') {
				if (!COMES_AGAIN.test(event)) held.push(event);
				return [];
			}
			snapshots.set(source, news);
			bridges.set(source, news.bridge);
			if (snapshots.size < sources) return [];
			const all = [written(joined([...snapshots.values()], [...bridges.values()])), ...held];
			held = [];
			return all;
		}
		if (news?.type !== 'bridge') return [event];
		// Once a round is enough.
		return source === 0 ? [written({ type: 'bridge', bridge: summed([...bridges.values()]) })] : [];
	};
}

function joined(snapshots: Snapshot[], bridges: PageBridge[]): Snapshot {
	return {
		type: 'snapshot',
		calls: snapshots.flatMap(({ calls }) => calls),
		lines: snapshots.flatMap(({ lines }) => lines),
		bridge: summed(bridges),
	};
}

/** As long as one process takes calls, the bridge does. */
function summed(bridges: PageBridge[]): PageBridge {
	const sum = (name: 'calls' | 'waitingStreams' | 'queuedEvents') =>
		bridges.reduce((total, bridge) => total + bridge[name], 0);
	return {
		unready: bridges.some(({ unready }) => unready === null) ? null : (bridges[0]?.unready ?? null),
		calls: sum('calls'),
		waitingStreams: sum('waitingStreams'),
		queuedEvents: sum('queuedEvents'),
	};
}

const written = (news: PageNews) => `${PREFIX}${JSON.stringify(news)}`;
