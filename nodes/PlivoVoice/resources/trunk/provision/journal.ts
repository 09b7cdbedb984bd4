import { pathSegment } from '../../../../shared/pathSegment';
import type { PlivoApi } from '../../../plivoApi';
import { refusedWith } from '../../../../shared/refusal';
import { sendForNumber } from '../../number/ownNumber';
import { told } from './existing';
import type { Part, PartIds, PartKey } from './parts';

/** One thing this run did, and how to take it back. */
type Entry =
	| { what: 'made'; part: Part; id: string }
	| { what: 'assigned'; number: string; before: string | undefined };

/** What taking back came to, each as words. */
export interface RolledBack {
	removed: string[];
	givenBack: string[];
	left: string[];
}

/** What was done, in order, so that it can be taken back when a later step does not succeed. */
export class Journal {
	readonly #entries: Entry[] = [];
	readonly #uncertain: string[] = [];

	made(part: Part, id: string): void {
		this.#entries.push({ what: 'made', part, id });
	}

	/** @param before the id the number led to; undefined for none */
	assigned(number: string, before: string | undefined): void {
		this.#entries.push({ what: 'assigned', number, before });
	}

	/** The last number was refused: nothing changed. */
	notAssigned(number: string): void {
		const last = this.#entries[this.#entries.length - 1];
		if (last?.what === 'assigned' && last.number === number) this.#entries.pop();
	}

	/** Something that Plivo may have made, but nobody knows. */
	uncertain(words: string): void {
		this.#uncertain.push(words);
	}

	/** Of what this run made. */
	get ids(): PartIds {
		return Object.fromEntries(
			this.#entries.flatMap((entry) => (entry.what === 'made' ? [[entry.part.key, entry.id]] : [])),
		);
	}

	/**
	 * Takes everything back, the last thing first: a trunk before its URI, which would take other trunks along (plivo.md §2.3).
	 * What a trunk that stayed needs stays too: without it, the trunk would be open to all or lead nowhere. Never throws.
	 */
	async rollBack(api: PlivoApi): Promise<RolledBack> {
		const result: RolledBack = { removed: [], givenBack: [], left: [...this.#uncertain] };
		const needed = new Map<PartKey, string>();
		const gone = new Set<PartKey>();
		for (const entry of [...this.#entries].reverse()) {
			if (entry.what === 'assigned') {
				if (entry.before !== undefined) await giveBack(api, entry.number, entry.before, result);
				continue;
			}
			const { part, id } = entry;
			const user = needed.get(part.key);
			const fault =
				user === undefined ? await removal(api, part, id) : `the ${user} that is left uses it`;
			if (fault === undefined) {
				result.removed.push(told(part, id));
				gone.add(part.key);
			} else {
				result.left.push(`${told(part, id)}: ${fault}`);
				for (const key of part.uses) needed.set(key, part.kind);
			}
		}
		// With its trunk gone, such a number leads nowhere again. Plivo takes none off a trunk that stays (plivo.md §3.2).
		for (const entry of this.#entries) {
			if (entry.what !== 'assigned' || entry.before !== undefined) continue;
			if (!gone.has('inboundTrunk')) result.left.push(`${entry.number} now leads to the trunk`);
		}
		return result;
	}
}

async function giveBack(
	api: PlivoApi,
	number: string,
	before: string,
	{ givenBack, left }: RolledBack,
): Promise<void> {
	try {
		await sendForNumber(api, number, { method: 'POST', body: { app_id: before } });
		givenBack.push(`${number} leads to ${before} again`);
	} catch (error) {
		left.push(`${number}, which led to ${before}: ${(error as Error).message}`);
	}
}

/** Deletes; what is gone already is no fault. Words when it did not succeed. */
async function removal(api: PlivoApi, part: Part, id: string): Promise<string | undefined> {
	try {
		await api.send({ method: 'DELETE', path: `${part.path}${pathSegment(id)}/` });
		return undefined;
	} catch (error) {
		return refusedWith(error) === '404' ? undefined : (error as Error).message;
	}
}
