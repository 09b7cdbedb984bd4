import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { BY_NAME, BY_UUID, MPC_UUID, chosenByName, chosenByUuid } from './multiPartyCallFixtures';

const SOURCE = 'plivo-conferences.md §C3.2';

/** What of an operation is the same whichever multi-party call it is about. */
export interface Action {
	operation: string;
	method: ExpectedRequest['method'];
	/** Below the multi-party call. */
	below: string;
	/** Who is meant, as parameters. */
	who?: IDataObject;
	answer: Reply;
	/** Of the item, besides which multi-party call it is about. */
	item: IDataObject;
	smallest?: { parameters: IDataObject; body: IDataObject };
	full?: { parameters: IDataObject; body?: IDataObject; below?: string; item?: IDataObject };
	bad: Pick<ContractCase, 'title' | 'parameters' | 'refusal'> &
		Partial<Pick<ContractCase, 'hint' | 'answers' | 'requests'>>;
}

/** The smallest, the full and the bad case of an action. */
export function casesOf(action: Action): ContractCase[] {
	const { operation, method, below, who = {}, smallest, full, bad } = action;
	const base = { resource: 'multiPartyCall', operation, source: SOURCE };
	const bodyOf = (one?: { body?: IDataObject }) => (one?.body ? { body: one.body } : {});
	return [
		{
			...base,
			size: 'smallest',
			title: 'by the ID of the multi-party call',
			parameters: { ...chosenByUuid, ...who, ...smallest?.parameters },
			answers: [action.answer],
			requests: [{ method, path: `${BY_UUID}${below}`, ...bodyOf(smallest) }],
			items: [{ ...action.item, mpc_uuid: MPC_UUID }],
		},
		{
			...base,
			size: 'full',
			title: 'by the name of the multi-party call, with everything that can be said',
			parameters: { ...chosenByName, ...who, ...full?.parameters },
			answers: [action.answer],
			requests: [{ method, path: `${BY_NAME}${full?.below ?? below}`, ...bodyOf(full) }],
			items: [{ ...action.item, ...full?.item, friendly_name: 'Support 4711' }],
		},
		...(method === 'DELETE'
			? [
					{
						...base,
						size: 'more',
						title: 'the answer was lost, and the second attempt finds nothing: not confirmed',
						parameters: { ...chosenByUuid, ...who, ...smallest?.parameters },
						answers: [answer(500, { api_id: 'a1', error: 'try later' }), missing],
						requests: Array<ExpectedRequest>(2).fill({
							method,
							path: `${BY_UUID}${below}`,
							...bodyOf(smallest),
						}),
						refusal: /Plivo did not find it: resource not found/,
						hint: /HTTP status 404.*f1c7/,
					} satisfies ContractCase,
				]
			: []),
		{
			...base,
			requests: [],
			...bad,
			size: 'bad',
			parameters: { ...chosenByUuid, ...who, ...smallest?.parameters, ...bad.parameters },
		},
	];
}

const missing = answer(404, { api_id: 'f1c7', error: 'resource not found' });

/** A bad case that Plivo refuses with 404. */
export const notFound = (method: ExpectedRequest['method'], below: string, body?: IDataObject) => ({
	answers: [missing],
	requests: [{ method, path: `${BY_UUID}${below}`, ...(body ? { body } : {}) }],
	refusal: /Plivo did not find it: resource not found/,
	hint: /HTTP status 404.*f1c7/,
});

/** One participant, and several. */
export const one = { participant: byId('209') };
export const several = { participants: 'several', participantIds: '209, 210' };
