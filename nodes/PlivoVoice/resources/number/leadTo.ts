import type { IDataObject } from 'n8n-workflow';
import { readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { readBack } from '../../readBack';
import { refusal, refusedWith } from '../../../shared/refusal';
import { linkedId } from './numberItem';
import { sendForNumber } from './ownNumber';

/** What a number is to lead to, which has to be there. */
async function readTarget(
	api: PlivoApi,
	path: string,
	missing: string,
	advice: string,
): Promise<IDataObject> {
	let failure: unknown;
	try {
		return readObject(await api.send({ method: 'GET', path }));
	} catch (error) {
		failure = error;
	}
	if (refusedWith(failure) !== '404') throw failure;
	throw refusal(api, missing, advice, failure);
}

/**
 * Makes sure that an id is that of an application: Plivo would also take a trunk's for a number, even an outbound one's, and
 * the number would stop answering (plivo.md §2.4).
 * @throws NodeApiError when there is none
 */
export async function readApplication(api: PlivoApi, id: string): Promise<IDataObject> {
	return await readTarget(
		api,
		`/Application/${id}/`,
		`This account has no application ${id}`,
		'Choose an application from the list; to a SIP trunk, a number is led with Assign to Trunk',
	);
}

/**
 * A trunk a number is to lead to, with its direction.
 * @throws NodeApiError when there is none
 */
export async function readTrunk(api: PlivoApi, id: string): Promise<IDataObject> {
	return await readTarget(
		api,
		`/Zentrunk/Trunk/${id}/`,
		`This account has no SIP trunk ${id}`,
		'Choose a trunk from the list',
	);
}

/**
 * Changes a number and reads it back. Where an `app_id` is among the changes, the number has to lead there afterwards: an
 * answer alone does not say so.
 * @param number E.164
 * @param byHand what the user is told to do when it does not
 * @returns the number as it is now
 */
export async function changeNumber(
	api: PlivoApi,
	number: string,
	changes: IDataObject,
	byHand = 'Look the number up in the Plivo console under Phone Numbers',
): Promise<{ answer: IDataObject; changed: IDataObject }> {
	const answer = await sendForNumber(api, number, { method: 'POST', body: changes });
	const after = async () => await sendForNumber(api, number, { method: 'GET' });
	const changed = readObject(await readBack(api, after));
	const wanted = changes.app_id;
	const actual = linkedId(changed);
	if (wanted !== undefined && actual !== wanted) {
		const place = actual === undefined ? 'nowhere' : `to ${actual}`;
		throw refusal(api, `Plivo took the change, but ${number} still leads ${place}`, byHand, answer);
	}
	return { answer, changed };
}
