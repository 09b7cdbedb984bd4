import type { Logger } from 'pino';
import type { FileRef } from './disk/eventDisk';
import type { EventCounts } from './eventCounts';
import type { EventStore } from './eventStore';
import { SteadyClock } from './steadyClock';

interface AsideFile {
	file: FileRef;
	events: number;
	/** In milliseconds since 1970, by the system's clock. */
	changedAt: number;
	/** What time it is for the file. */
	clock: SteadyClock;
}

/**
 * Files that cannot be opened: stored with another shared secret, wholly damaged, or not to be read. They stay where they are, so that a bridge that
 * starts with the right secret delivers them, and are removed when they are too old to be delivered.
 */
export class AsideFiles {
	/** Events in them. */
	events = 0;
	private files: AsideFile[] = [];
	private told = 0;

	constructor(
		private readonly store: EventStore,
		private readonly log: Logger,
		private readonly counts: EventCounts,
		private readonly maxAgeMs: number,
	) {}

	async keep(file: FileRef, events: number): Promise<void> {
		const changedAt = await this.store.disk.ask('changedAt', file).catch(() => Date.now());
		this.files.push({ file, events, changedAt, clock: new SteadyClock() });
		this.events += events;
	}

	/** To be called now and then: tells of new ones, removes old ones. */
	tend(): void {
		const isOld = ({ changedAt, clock }: AsideFile) =>
			clock.mayGiveUp(this.maxAgeMs) && changedAt < clock.now() - this.maxAgeMs;
		const old = this.files.filter(isOld);
		this.files = this.files.filter((file) => !isOld(file));
		for (const { file, events } of old) {
			void this.store.attempt(this.store.disk.ask('remove', file));
			this.events -= events;
			this.counts.eventsDropped['too-old'] += events;
			this.log.error({ events }, 'events given up: too old, and they could not be opened');
		}
		if (this.events > this.told) {
			this.log.error(
				{ events: this.events, calls: this.files.length },
				'events on disk cannot be opened: stored with another shared secret, damaged, or not to be read; kept until they are too old',
			);
		}
		this.told = this.events;
	}
}
