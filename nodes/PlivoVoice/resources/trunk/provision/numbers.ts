import { InputProblem } from '../../../../shared/operations/inputProblem';
import { wasRefused } from '../../../../shared/providerStatus';
import { readObject } from '../../../answers';
import type { PlivoApi } from '../../../plivoApi';
import { assignmentSteps, isRefusedForItself } from '../../number/byHand';
import { linkedId } from '../../number/numberItem';
import { sendForNumber } from '../../number/ownNumber';
import type { Journal } from './journal';

/** A number and where it leads: Plivo's id of that, undefined for nowhere. */
export interface NumberLink {
	number: string;
	leadsTo: string | undefined;
}

/** What became of a number. */
export interface NumberResult {
	phoneNumber: string;
	assigned: boolean;
	changed: boolean;
	/** Why it is not assigned. */
	reason: string | null;
	/** What to do by hand then. */
	consoleSteps: string[] | null;
}

async function linkOf(api: PlivoApi, number: string): Promise<string | undefined> {
	return linkedId(readObject(await sendForNumber(api, number, { method: 'GET' })));
}

/**
 * Where the numbers lead now.
 * @param trunkId of the trunk they are to lead to, when it is there already
 * @throws InputProblem for one that leads somewhere else and may not be taken from there
 * @throws NodeApiError for one that the account does not have (404)
 */
export async function readLinks(
	api: PlivoApi,
	numbers: readonly string[],
	trunkId: string | undefined,
	mayOverwrite: boolean,
): Promise<NumberLink[]> {
	const links: NumberLink[] = [];
	for (const number of numbers) links.push({ number, leadsTo: await linkOf(api, number) });
	const taken = links.find(({ leadsTo }) => leadsTo !== undefined && leadsTo !== trunkId);
	if (taken !== undefined && !mayOverwrite) {
		throw new InputProblem(
			`'Phone Numbers': ${taken.number} leads somewhere else: to ${String(taken.leadsTo)}`,
			"Nothing was changed. Switch 'Overwrite Number Assignment' on to take it from there, or leave it out.",
		);
	}
	return links;
}

/**
 * Assigns a number to an inbound trunk and reads it back (plivo.md §3.1, §3.2).
 * @param trunk its name as the console shows it
 * @throws NodeApiError when Plivo could not be asked
 */
export async function assignNumber(
	api: PlivoApi,
	{ number, leadsTo }: NumberLink,
	trunk: { id: string; name: string },
	journal: Journal,
): Promise<NumberResult> {
	const result = { phoneNumber: number, assigned: true, changed: false, reason: null };
	if (leadsTo === trunk.id) return { ...result, consoleSteps: null };
	const notAssigned = (reason: string): NumberResult => ({
		...result,
		assigned: false,
		reason,
		consoleSteps: assignmentSteps(number, `${trunk.name} (${trunk.id})`),
	});
	journal.assigned(number, leadsTo);
	let failure: unknown;
	try {
		await sendForNumber(api, number, { method: 'POST', body: { app_id: trunk.id } });
	} catch (error) {
		failure = error;
	}
	if (wasRefused(failure)) {
		journal.notAssigned(number);
		if (!isRefusedForItself(failure)) throw failure;
		return notAssigned((failure as Error).message);
	}
	const now = await linkOf(api, number);
	if (now === trunk.id) return { ...result, changed: true, consoleSteps: null };
	if (failure !== undefined) throw failure;
	return notAssigned(
		`Plivo took the change, but it still leads ${now === undefined ? 'nowhere' : `to ${now}`}`,
	);
}
