import { wasRefused } from '../../../../shared/providerStatus';
import type { PlivoApi } from '../../../plivoApi';
import { readObject } from '../../../answers';
import { refusal } from '../../../../shared/refusal';
import { namedLike, told } from './existing';
import type { Journal } from './journal';
import type { Part, PartIds } from './parts';

/** Writes down what Plivo made though it did not say so. */
async function findMade(api: PlivoApi, part: Part, journal: Journal): Promise<void> {
	try {
		for (const made of await namedLike(api, part)) journal.made(part, String(made[part.idField]));
	} catch {
		journal.uncertain(`${told(part)}, if Plivo made it all the same`);
	}
}

/**
 * Makes one part.
 * @returns its id
 * @throws NodeApiError with Plivo's words; what it made all the same is in the journal
 */
export async function makePart(
	api: PlivoApi,
	part: Part,
	ids: PartIds,
	journal: Journal,
): Promise<string> {
	let failure: unknown;
	try {
		const body = { name: part.name, ...part.body(ids) };
		const request = { method: 'POST', path: part.path, body, secrets: part.secrets } as const;
		const id = readObject(await api.send(request))[part.idField];
		if (typeof id === 'string' && id !== '') {
			journal.made(part, id);
			return id;
		}
		failure = refusal(api, 'Plivo did not tell its ID', 'Try again');
	} catch (error) {
		failure = error;
	}
	if (!wasRefused(failure)) await findMade(api, part, journal);
	throw failure;
}
