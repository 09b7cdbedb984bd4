import type { CallWorld } from '../callWorld';
import type { LabCall } from '../labCall';
import { Conference } from './conference';
import type { ConferenceMember } from './conferenceMember';
import type { ConferenceSettings } from './conferenceSettings';

/** The account's conferences that are going on. */
export class Conferences {
	readonly #byName = new Map<string, Conference>();
	/** Member ids do not begin anew in every room (plivo-conferences.md §C1.3). */
	#lastMemberId = 9;

	all(): Conference[] {
		return [...this.#byName.values()];
	}

	find(name: string): Conference | undefined {
		return this.#byName.get(name);
	}

	/** Puts a call into the room of that name, which begins with its first member; undefined when it is full. */
	enter(
		settings: ConferenceSettings,
		call: LabCall,
		world: CallWorld,
	): { conference: Conference; member: ConferenceMember } | undefined {
		const { name } = settings;
		const existing = this.#byName.get(name);
		if (existing && existing.members.length >= settings.maxMembers) return undefined;
		const conference = existing ?? new Conference(name, world, () => this.#byName.delete(name));
		this.#byName.set(name, conference);
		const id = String(++this.#lastMemberId);
		return { conference, member: conference.enter(id, call, settings) };
	}
}
