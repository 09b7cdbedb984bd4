import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { plivoRequest, plivoRequestAll } from './plivoRequest';
import type { RequestContext } from './providerFailure';
import { providerFailure } from './providerFailure';
import { pathSegment } from './pathSegment';
import { statusOf, wasRefusedForItself } from './providerStatus';

/** The fields of a Plivo Application that decide who answers (plivo.md §4). '' when there is none. */
export interface ApplicationFields {
	answer_url: string;
	answer_method: string;
	hangup_url: string;
	hangup_method: string;
	fallback_answer_url: string;
	fallback_method: string;
}

export interface PlivoApplication extends ApplicationFields {
	/** Decimal digits, longer than a number can hold. */
	app_id: string;
	app_name: string;
}

const FIELDS = [
	'answer_url',
	'answer_method',
	'hangup_url',
	'hangup_method',
	'fallback_answer_url',
	'fallback_method',
] as const;

function read(raw: IDataObject): PlivoApplication {
	const text = (key: string) => String(raw[key] ?? '');
	return {
		app_id: text('app_id'),
		app_name: text('app_name'),
		answer_url: text('answer_url'),
		answer_method: text('answer_method').toUpperCase() || 'POST',
		hangup_url: text('hangup_url'),
		hangup_method: text('hangup_method').toUpperCase() || 'POST',
		fallback_answer_url: text('fallback_answer_url'),
		fallback_method: text('fallback_method').toUpperCase() || 'POST',
	};
}

const pathOf = (id: string) => `/Application/${pathSegment(id)}/`;

/** Only the fields that decide who answers. */
export function fieldsOf(application: ApplicationFields): ApplicationFields {
	return Object.fromEntries(
		FIELDS.map((field) => [field, application[field]]),
	) as unknown as ApplicationFields;
}

/** Whether an Application answers exactly as wanted. */
export function hasFields(application: ApplicationFields, wanted: ApplicationFields): boolean {
	return FIELDS.every((field) => application[field] === wanted[field]);
}

/** A digest of the fields: a fallback URL may hold a sealed token, which is remembered nowhere. */
export function digestOf(fields: ApplicationFields): string {
	const text = JSON.stringify(FIELDS.map((field) => fields[field]));
	return createHash('sha256').update(text).digest('hex');
}

/** An Application, or null when the account has none of this id (it may be a trunk's). */
export async function getApplication(
	context: RequestContext,
	id: string,
): Promise<PlivoApplication | null> {
	let failure: unknown;
	try {
		return read(await plivoRequest(context, { method: 'GET', path: pathOf(id) }));
	} catch (error) {
		if (wasRefusedForItself(error)) return null;
		failure = error;
	}
	throw failure;
}

/** All Applications of the account. */
export async function allApplications(context: RequestContext): Promise<PlivoApplication[]> {
	return (await plivoRequestAll(context, { path: '/Application/' })).map(read);
}

/** All Applications whose name begins with a text. */
export async function applicationsNamed(
	context: RequestContext,
	prefix: string,
): Promise<PlivoApplication[]> {
	const all = await plivoRequestAll(context, {
		path: '/Application/',
		query: { app_name: prefix },
	});
	return all.map(read).filter(({ app_name }) => app_name.startsWith(prefix));
}

/**
 * Creates an Application.
 * @returns its id
 * @throws NodeApiError also when the answer does not tell it: it may have been made all the same
 */
export async function createApplication(
	context: RequestContext,
	name: string,
	fields: ApplicationFields,
): Promise<string> {
	// Plivo may refuse an empty URL: what is not there is not sent.
	const given = Object.entries(fields).filter(([, value]) => value !== '');
	const { app_id } = await plivoRequest(context, {
		method: 'POST',
		path: '/Application/',
		body: { app_name: name, ...Object.fromEntries(given) },
	});
	const isId = (typeof app_id === 'string' && app_id !== '') || typeof app_id === 'number';
	if (!isId) {
		const words = { message: 'its answer to the new Application has no app_id' };
		throw providerFailure(context, 'Plivo', words);
	}
	return String(app_id);
}

/**
 * Writes all fields of an Application, but empty ones only where there is something to clear. Whether Plivo takes an
 * empty URL is not documented: where it does not, the rest is written.
 * @param current what it has now
 */
export async function updateApplication(
	context: RequestContext,
	id: string,
	wanted: ApplicationFields,
	current: ApplicationFields,
): Promise<void> {
	const write = async (fields: ReadonlyArray<keyof ApplicationFields>) => {
		const body = Object.fromEntries(fields.map((field) => [field, wanted[field]]));
		await plivoRequest(context, { method: 'POST', path: pathOf(id), body });
	};
	const given = FIELDS.filter((field) => wanted[field] !== '' || current[field] !== '');
	const full = given.filter((field) => wanted[field] !== '');
	let failure: unknown;
	try {
		await write(given);
		return;
	} catch (error) {
		failure = error;
	}
	if (full.length === given.length || !wasRefusedForItself(failure)) throw failure;
	await write(full);
}

/** Deletes an Application and nothing that hangs on it (`cascade`, plivo.md §4). One that is gone already is fine. */
export async function deleteApplication(context: RequestContext, id: string): Promise<void> {
	let failure: unknown;
	try {
		await plivoRequest(context, { method: 'DELETE', path: pathOf(id), query: { cascade: false } });
	} catch (error) {
		failure = error;
	}
	if (failure !== undefined && statusOf(failure) !== 404) throw failure;
}
