import type { IDataObject } from 'n8n-workflow';
import { fromProviderNumber, phoneNumberDigits } from '../../shared/phoneNumber';
import { plivoRequest, plivoRequestAll } from '../../shared/plivoRequest';
import type { RequestContext } from '../../shared/providerFailure';
import { statusOf, wasRefusedForItself } from './refusal';

/** A number of the account and the Application or trunk it leads to. */
export interface OwnedNumber {
	e164: string;
	/** Id of an Application or of a Zentrunk trunk; null when it leads nowhere. */
	linkedTo: string | null;
}

/** Plivo names what a number leads to by a URI that ends in the id (plivo.md §3.1). */
function linkedTo(raw: IDataObject): string | null {
	const uri = String(raw.application ?? '') || String(raw.app_id ?? '');
	return /([^/]+)\/?$/.exec(uri)?.[1] ?? null;
}

const read = (raw: IDataObject): OwnedNumber => ({
	e164: fromProviderNumber(String(raw.number)),
	linkedTo: linkedTo(raw),
});

/** Digits only in the path (plivo.md §3.1). */
const pathOf = (e164: string) => `/Number/${encodeURIComponent(phoneNumberDigits(e164))}/`;

/** A number of the account, or null when the account does not own it (D4.8). */
export async function getNumber(
	context: RequestContext,
	e164: string,
): Promise<OwnedNumber | null> {
	let failure: unknown;
	try {
		const raw = await plivoRequest(context, { method: 'GET', path: pathOf(e164) });
		return { e164, linkedTo: linkedTo(raw) };
	} catch (error) {
		if (statusOf(error) === 404) return null;
		failure = error;
	}
	throw failure;
}

/** All numbers of the account: Plivo has no filter by Application. */
export async function allNumbers(context: RequestContext): Promise<OwnedNumber[]> {
	return (await plivoRequestAll(context, { path: '/Number/' })).map(read);
}

/** Links a number to an Application or a trunk. */
export async function linkNumber(context: RequestContext, e164: string, id: string): Promise<void> {
	await plivoRequest(context, { method: 'POST', path: pathOf(e164), body: { app_id: id } });
}

/**
 * Lets a number lead nowhere. Whether Plivo can do that is UNCONFIRMED (plivo.md §3.2), so both ways are tried and the
 * outcome is looked at.
 * @returns whether the number leads nowhere now
 */
async function unlinkNumber(context: RequestContext, e164: string): Promise<boolean> {
	for (const nothing of [null, '']) {
		let failure: unknown;
		try {
			await plivoRequest(context, {
				method: 'POST',
				path: pathOf(e164),
				body: { app_id: nothing },
			});
		} catch (error) {
			failure = error;
		}
		if (failure !== undefined) {
			if (wasRefusedForItself(failure)) continue;
			throw failure;
		}
		const number = await getNumber(context, e164);
		if (number === null || number.linkedTo === null) return true;
	}
	return false;
}

/**
 * Puts a number back to what it led to before.
 * @param before null for nowhere
 * @returns false when it led nowhere before and Plivo cannot let it
 */
export async function putNumberBack(
	context: RequestContext,
	e164: string,
	before: string | null,
): Promise<boolean> {
	if (before === null) return await unlinkNumber(context, e164);
	await linkNumber(context, e164, before);
	return true;
}
