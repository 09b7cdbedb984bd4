import type { StepsOperation } from '../../../../shared/operations/operation';
import type { PlivoApi } from '../../../plivoApi';
import { refusal } from '../../../../shared/refusal';
import { hinted, wideRangeHint } from '../../../sip/rangeHints';
import { findExisting, told } from './existing';
import { provisionedItem } from './item';
import { Journal } from './journal';
import { makePart } from './make';
import type { NumberLink, NumberResult } from './numbers';
import { assignNumber, readLinks } from './numbers';
import type { Part, PartIds } from './parts';
import { partsOf } from './parts';
import { readPlan } from './plan';
import { properties } from './properties';

/** Takes back what was done, and says what became of it. */
async function givenUp(api: PlivoApi, doing: string, cause: unknown, journal: Journal) {
	const { removed, givenBack, left } = await journal.rollBack(api);
	const words = (cause instanceof Error ? cause.message : String(cause)).replace(/[.\s]+$/, '');
	const description = [
		removed.length > 0 ? `Removed again: ${removed.join('; ')}` : '',
		givenBack.join('. '),
		left.length > 0 ? `Could not be put back, see to it by hand: ${left.join('; ')}` : '',
	].filter((sentence) => sentence !== '');
	return refusal(
		api,
		`${doing} did not succeed: ${words}`,
		description.length === 0 ? 'Plivo is as it was before' : description.join('. '),
		cause,
	);
}

/** Runs the steps; when one does not succeed, what this run did before is taken back. */
async function makeAll(
	api: PlivoApi,
	{ parts, ids, links }: { parts: Part[]; ids: PartIds; links: NumberLink[] },
	journal: Journal,
): Promise<NumberResult[]> {
	let doing = '';
	let failure: unknown;
	try {
		for (const part of parts.filter(({ key }) => ids[key] === undefined)) {
			doing = `Creating the ${told(part)}`;
			ids[part.key] = await makePart(api, part, ids, journal);
		}
		const name = parts.find(({ key }) => key === 'inboundTrunk')?.name ?? '';
		const trunk = { id: ids.inboundTrunk ?? '', name };
		const numbers: NumberResult[] = [];
		for (const link of links) {
			doing = `Assigning ${link.number} to the trunk '${name}'`;
			numbers.push(await assignNumber(api, link, trunk, journal));
		}
		return numbers;
	} catch (error) {
		failure = error;
	}
	throw await givenUp(api, doing, failure, journal);
}

/**
 * Everything between a SIP platform and phone numbers (plivo.md §2, §3.2; peers.md T1.11): login or access list, outbound
 * trunk, origination URIs, inbound trunk, numbers. All is read before anything is made; what is there under its name is used,
 * never changed.
 */
export const provision: StepsOperation<PlivoApi> = {
	name: 'Provision SIP Trunk',
	value: 'provision',
	action: 'Provision SIP trunk',
	description:
		'Connect a SIP platform with Plivo in one step: login, trunks, address and phone numbers. Run again, it changes nothing. A generated password stands in the item: pass it on only to that platform.',
	reveals: ['password'],
	properties,
	execute: async (api, parameters) => {
		const plan = readPlan(parameters);
		const parts = partsOf(plan);
		const ids = await findExisting(api, parts);
		const links = await readLinks(api, plan.numbers, ids.inboundTrunk, plan.overwriteNumbers);
		const journal = new Journal();
		const numbers = await makeAll(api, { parts, ids, links }, journal);
		const item = provisionedItem({ plan, parts, ids, made: journal.ids, numbers });
		const { outbound } = plan;
		if (outbound?.by === 'addresses') hinted(api, wideRangeHint(outbound.ipAddresses));
		if (item.complete !== true) {
			api.context.addExecutionHints({
				message: 'Plivo did not assign every phone number: the item says what to do by hand',
				location: 'outputPane',
				type: 'warning',
			});
		}
		return [{ json: item }];
	},
};
