import type { IDataObject } from 'n8n-workflow';
import type { RequestOperation } from '../../../shared/operations/operation';
import { callContextFromRecord } from '../../../shared/plivoCallRecord';
import { readObject } from '../../answers';
import { trunkCallLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';

const numberOf = (party: unknown) => (party as IDataObject | null | undefined)?.number;

/** `GET /Zentrunk/Call/{call_uuid}/Insights/` (plivo.md §2.5). */
export const getInsights: RequestOperation<PlivoApi> = {
	name: 'Get Insights',
	value: 'getInsights',
	action: 'Get insights of trunk call',
	description:
		'Get how good the line of a finished SIP trunk call was: delay, jitter, packet loss, quality score',
	properties: [trunkCallLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/Zentrunk/Call/${parameters.uuid('trunkCall')}/Insights/`,
	}),
	result: (answer, parameters) => {
		const plivo = readObject(answer);
		const call = callContextFromRecord({
			...plivo,
			call_uuid: parameters.uuid('trunkCall'),
			from: numberOf(plivo.from),
			to: numberOf(plivo.to),
		});
		return { call: { ...call }, plivo };
	},
};
