import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { CallNews } from '../../call/callFeed';
import type { LiveCall } from '../../call/liveCall';
import { Refusal } from '../../doors/refusal';
import { guardedInterval } from '../../guardedInterval';
import { faultOf } from '../../logger';
import type { BridgeMetrics } from '../../metrics/bridgeMetrics';
import type { PageSource } from '../pageSource';
import { serverSentEvent, type PageBridge, type PageCall, type PageLine } from './pageNews';
import { Viewer } from './viewer';
import { WatchedCall } from './watchedCall';

const TICK_MS = 50;
/** Each call is told of in one of so many ticks: twice a second, and never all calls in one turn. */
const TICKS_PER_ROUND = 10;
/** Lines of the open call that a browser is told at first; older ones are in n8n. */
const MOST_LINES = 500;

export interface ViewersOptions {
	/** Most tabs at the same time. */
	most: number;
	/** Why the bridge takes no calls; undefined while it does. */
	unready: () => string | undefined;
	counts: Pick<BridgeMetrics, 'pageDrops'>;
	log: Logger;
}

/**
 * All browser tabs that look at the page. While there is one, the calls are told of, and those that are open in one are heard along;
 * while there is none, this costs nothing.
 */
export class Viewers {
	private readonly viewers = new Set<Viewer>();
	private readonly watched = new Map<string, WatchedCall>();
	private timer: NodeJS.Timeout | undefined;
	private unsubscribe: (() => void) | undefined;
	private tick = 0;

	constructor(
		private readonly source: PageSource,
		private readonly options: ViewersOptions,
	) {}

	/**
	 * Answers a request of the page for its events, until the tab is closed or its session ends at `endsAt` (milliseconds since the epoch).
	 * @param openCallId the call whose transcript is wanted
	 * @throws Refusal when there are too many tabs
	 */
	add(response: ServerResponse, openCallId: string | undefined, endsAt: number): void {
		if (this.viewers.size >= this.options.most) {
			throw new Refusal(503, 'Too many people look at this page at the moment.');
		}
		const viewer = new Viewer(response, openCallId, endsAt, (gone) => this.remove(gone));
		this.viewers.add(viewer);
		if (this.viewers.size === 1) this.begin();
		const calls = [...this.watched.values()].map((watched) => watched.view());
		const open = this.watched.get(openCallId ?? '');
		open?.hear();
		const lines = open?.lines(MOST_LINES) ?? [];
		viewer.tell(serverSentEvent({ type: 'snapshot', calls, lines, bridge: this.bridge() }));
	}

	private remove(viewer: Viewer): void {
		this.viewers.delete(viewer);
		this.options.counts.pageDrops.updates += viewer.skipped;
		this.options.log.debug({ skippedUpdates: viewer.skipped }, 'a tab of the live page is gone');
		const { openCallId } = viewer;
		if (!this.isOpen(openCallId)) this.watched.get(openCallId ?? '')?.stop();
		if (this.viewers.size > 0) return;
		clearInterval(this.timer);
		this.unsubscribe?.();
		for (const watched of this.watched.values()) watched.stop();
		this.watched.clear();
	}

	private begin(): void {
		this.unsubscribe = this.source.feed.subscribe((news) => {
			try {
				this.take(news);
			} catch (error) {
				this.failed(error);
			}
		});
		for (const call of this.source.calls()) this.watch(call);
		this.timer = guardedInterval(
			() => this.onTick(),
			TICK_MS,
			(error) => this.failed(error),
		);
	}

	/** A bug: all tabs are disconnected, come back and begin afresh. */
	private failed(error: unknown): void {
		this.options.log.error(faultOf(error), 'the live page failed');
		for (const viewer of [...this.viewers]) viewer.drop();
	}

	private watch(call: LiveCall): void {
		const watched = new WatchedCall(call);
		this.watched.set(call.callId, watched);
		if (this.isOpen(call.callId)) watched.hear();
	}

	/** Whether some tab has this call open. */
	private isOpen(callId: string | undefined): boolean {
		return [...this.viewers].some(({ openCallId }) => openCallId === callId);
	}

	private take(news: CallNews): void {
		const { callId } = news.call;
		if (news.type === 'call-started') this.watch(news.call);
		const watched = this.watched.get(callId);
		if (!watched) return;
		switch (news.type) {
			case 'call-started':
			case 'update':
				this.tellCalls([watched.next()]);
				return;
			case 'transcript':
				watched.note(news.line, news.final);
				this.tellLine(callId, { ...news.line, final: news.final });
				return;
			case 'ended':
				watched.stop();
				this.watched.delete(callId);
				this.tellAll(serverSentEvent({ type: 'ended', callId, reason: news.report.reason }));
		}
	}

	private onTick(): void {
		this.tick = (this.tick + 1) % TICKS_PER_ROUND;
		const calls: PageCall[] = [];
		let place = 0;
		for (const watched of this.watched.values()) {
			if (place % TICKS_PER_ROUND === this.tick) calls.push(watched.next());
			place += 1;
		}
		if (calls.length > 0) this.tellCalls(calls);
		if (this.tick === 0) this.tellAll(serverSentEvent({ type: 'bridge', bridge: this.bridge() }));
	}

	private tellCalls(calls: PageCall[]): void {
		const event = serverSentEvent({ type: 'calls', calls });
		for (const viewer of this.viewers) viewer.update(event);
	}

	private tellLine(callId: string, line: PageLine): void {
		const event = serverSentEvent({ type: 'line', callId, line });
		for (const viewer of this.viewers) {
			if (viewer.openCallId === callId) viewer.tell(event);
		}
	}

	private tellAll(event: string): void {
		for (const viewer of this.viewers) viewer.tell(event);
	}

	private bridge(): PageBridge {
		const { calls, waitingStreams, queuedEvents } = this.source.state();
		return { unready: this.options.unready() ?? null, calls, waitingStreams, queuedEvents };
	}
}
