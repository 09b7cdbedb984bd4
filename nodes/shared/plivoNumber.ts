import type { IDataObject } from 'n8n-workflow';
import { fromProviderNumber, phoneNumberDigits } from './phoneNumber';
import { plivoRequest, plivoRequestAll } from './plivoRequest';
import type { RequestContext } from './providerFailure';
import { statusOf, wasRefusedForItself } from './providerStatus';

/** A number of the account and the Application or trunk it leads to. */
export interface OwnedNumber {
	e164: string;
	/** Id of an Application or of a Zentrunk trunk; null when it leads nowhere. */
	linkedTo: string | null;
	/** The URI of what it leads to, when that is neither: nothing that it could be linked back to (PHLO). */
	unknown?: string;
}

/** What a number can be linked back to by `app_id`: an Application or a trunk, by URI or by the bare id. */
const LINKABLE = /^(?:.*\/(?:Application|Zentrunk\/Trunk)\/)?([^/]+)\/?$/;

/** Plivo names what a number leads to by a URI that ends in the id (plivo.md §3.1). */
function leadsTo(raw: IDataObject): Pick<OwnedNumber, 'linkedTo' | 'unknown'> {
	const uri = String(raw.application ?? '') || String(raw.app_id ?? '');
	if (uri === '') return { linkedTo: null };
	const linkedTo = /([^/]+)\/?$/.exec(uri)?.[1] ?? null;
	return LINKABLE.test(uri) ? { linkedTo } : { linkedTo, unknown: uri };
}

const read = (raw: IDataObject): OwnedNumber => ({
	e164: fromProviderNumber(String(raw.number)),
	...leadsTo(raw),
});

/** What Plivo gives at most in one page of a list (plivo.md §1.1). */
const PAGE_SIZE = 20;

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
		return { e164, ...leadsTo(raw) };
	} catch (error) {
		if (statusOf(error) === 404) return null;
		failure = error;
	}
	throw failure;
}

/** The first numbers of the account. @param pages at most so many, of 20 each */
export async function listNumbers(context: RequestContext, pages: number): Promise<OwnedNumber[]> {
	const most = pages * PAGE_SIZE;
	return (await plivoRequestAll(context, { path: '/Number/' }, most)).map(read);
}

/** All numbers of the account: Plivo has no filter by Application. */
export async function allNumbers(context: RequestContext): Promise<OwnedNumber[]> {
	return await listNumbers(context, Infinity);
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
