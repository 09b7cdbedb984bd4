import { stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { EventCounts } from './eventCounts';
import type { EventFile } from './eventFile';
import type { EventStore } from './eventStore';
import { SteadyClock } from './steadyClock';

interface AsideFile {
	file: EventFile;
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

	async keep(file: EventFile, events: number): Promise<void> {
		const changedAt = await stat(file.path).then(
			({ mtimeMs }) => mtimeMs,
			() => Date.now(),
		);
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
			this.store.guard(() => file.remove());
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
