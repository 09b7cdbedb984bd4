import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { defaultCountryOptions } from '../../descriptions/country';
import { numberLocator, trunkLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';
import { assignmentSteps, isRefusedForItself } from './byHand';
import { changeNumber, readTrunk } from './leadTo';
import { numberItem } from './numberItem';
import { ownNumber } from './ownNumber';

/**
 * `POST /Number/{digits}/` with the trunk's id as `app_id`, confirmed by reading back (plivo.md §3.2). Plivo takes an outbound
 * trunk without complaint, and the number stops answering (§2.4): so the trunk is looked at first.
 */
export const assignToTrunk: StepsOperation<PlivoApi> = {
	name: 'Assign to Trunk',
	value: 'assignToTrunk',
	action: 'Assign number to trunk',
	description:
		'Send calls to a number through an inbound SIP trunk, instead of what answered before',
	properties: [
		numberLocator(),
		trunkLocator({ hint: 'An inbound trunk: a number on an outbound one would stop answering' }),
		defaultCountryOptions,
	],
	execute: async (api, parameters) => {
		const number = ownNumber(parameters);
		const id = parameters.decimalId('trunk');
		const trunk = await readTrunk(api, id);
		refuseUnlessInbound(trunk, parameters);
		const { answer, changed } = await assign(api, number, id, trunk);
		const status = trunk.trunk_status ?? null;
		const hint =
			status === 'disabled'
				? 'The trunk is disabled: the number answers once the trunk is enabled'
				: null;
		const message = answer.message ?? null;
		return [{ json: { ...numberItem(changed), trunkStatus: status, hint, message } }];
	},
};

function refuseUnlessInbound({ trunk_direction: direction }: IDataObject, parameters: Parameters) {
	if (direction === 'inbound') return;
	throw parameters.problem(
		'trunk',
		`is ${String(direction ?? 'of unknown direction')}: only an inbound trunk can take calls to a number`,
		'Choose an inbound trunk. Plivo would take this one, and the number would stop answering.',
	);
}

async function assign(api: PlivoApi, number: string, id: string, { name }: IDataObject) {
	const trunk = typeof name === 'string' && name !== '' ? `${name} (${id})` : id;
	const steps = assignmentSteps(number, trunk).join('; ');
	const byHand = `Assign it by hand: ${steps}`;
	let failure: unknown;
	try {
		return await changeNumber(api, number, { app_id: id }, byHand);
	} catch (error) {
		failure = error;
	}
	if (!(failure instanceof NodeApiError) || !isRefusedForItself(failure)) throw failure;
	throw refusal(api, failure.message, byHand, failure);
}
