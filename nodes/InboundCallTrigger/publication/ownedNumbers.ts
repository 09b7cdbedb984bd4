import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { PHONE_NUMBERS } from './inputs';
import type { OwnedNumber } from '../../shared/plivoNumber';
import { getNumber, listNumbers } from '../../shared/plivoNumber';
import { attempt } from './refusal';

/** From so many numbers on, Plivo's list is asked instead of every number: n8n waits 84 seconds for a publish. */
const MANY = 6;

/**
 * @throws NodeOperationError for a number that the account does not own (D4.8), and for one that could not be put back to
 * what it leads to
 */
async function ownedNumber(
	context: IHookFunctions,
	e164: string,
	listed: OwnedNumber | undefined,
): Promise<OwnedNumber> {
	const number =
		listed ??
		(await attempt(
			context,
			{ doing: `Reading ${e164}`, input: PHONE_NUMBERS },
			async () => await getNumber(context, e164),
		));
	if (number?.unknown !== undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`${e164} leads to ${number.unknown}, which is neither an Application nor a trunk (a PHLO?) and could not be put back. Link it to an Application in the Plivo console, or take it off '${PHONE_NUMBERS}'`,
			{ description: 'Nothing was changed at Plivo' },
		);
	}
	if (number !== null) return number;
	throw new NodeOperationError(
		context.getNode(),
		`${e164} is not owned by this Plivo account. Check '${PHONE_NUMBERS}'`,
		{ description: 'Choose numbers of the account, or choose the credential of the other account' },
	);
}

/**
 * The chosen numbers as they are at Plivo, in the same order.
 * @throws NodeOperationError as for one of them
 */
export async function ownedNumbers(
	context: IHookFunctions,
	e164s: string[],
): Promise<OwnedNumber[]> {
	const listed = new Map<string, OwnedNumber>();
	if (e164s.length >= MANY) {
		const page = await attempt(
			context,
			{ doing: 'Reading the numbers of the account', input: PHONE_NUMBERS },
			// Never more pages than there are numbers to read.
			async () => await listNumbers(context, e164s.length),
		);
		for (const number of page) listed.set(number.e164, number);
	}
	const owned: OwnedNumber[] = [];
	for (const e164 of e164s) owned.push(await ownedNumber(context, e164, listed.get(e164)));
	return owned;
}
