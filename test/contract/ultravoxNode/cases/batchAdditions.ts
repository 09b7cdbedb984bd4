import type { Case } from '../support/batch';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import {
	AGENT,
	OTHER_AGENT,
	ID,
	item,
	one,
	call,
	plivoTo,
	patches,
	reads,
	fromItems,
	counted,
} from '../support/batch';

const add = (rest: Omit<Case, 'operation'>) => one({ ...rest, operation: 'addFromItems' });

const onto = { ...call, batch: byId(ID) };

/** Items are added to a batch. */
export const batchAdditionCases: ContractCase[] = [
	add({
		size: 'smallest',
		title: 'P2.9 the batch grew, as it is read before and afterwards',
		source: 'ultravox.md §6 (effect of a patch with calls: UNCONFIRMED)',
		parameters: onto,
		answers: [counted(2), counted(3), counted(3)],
		requests: [reads, patches({ calls: [plivoTo('+14155550123')] }), reads],
		items: [{ ...item({ totalCount: 3 }), addedCount: 1 }],
	}),
	add({
		size: 'full',
		title: 'P2.9 two items, each with its own call',
		parameters: { ...fromItems, batch: byId(ID) },
		input: { phone: '+14155550123', name: 'Anna', id: 'c1' },
		furtherInput: [{ phone: '+14155550124', name: 'Ben', id: 'c2' }],
		answers: [counted(2), counted(4), counted(4)],
		requests: [
			reads,
			patches({
				calls: [
					{
						...plivoTo('+14155550123'),
						templateContext: { user: { name: 'Anna' } },
						metadata: { customer: 'c1' },
					},
					{
						...plivoTo('+14155550124'),
						templateContext: { user: { name: 'Ben' } },
						metadata: { customer: 'c2' },
					},
				],
			}),
			reads,
		],
		items: [{ ...item({ totalCount: 4 }), addedCount: 2 }],
	}),
	add({
		size: 'bad',
		title: 'P2.9 Ultravox says yes and adds nothing: that is no success',
		parameters: onto,
		answers: [counted(2), counted(2), counted(2)],
		requests: [reads, patches({ calls: [plivoTo('+14155550123')] }), reads],
		refusal: /added nothing: the batch still has 2 calls/,
		hint: /Make a new batch of these items with Create/,
	}),
	add({
		size: 'more',
		title: 'P2.9 Ultravox puts the calls in the place of those that waited: that is told',
		parameters: onto,
		answers: [counted(2), counted(1), counted(1)],
		requests: [reads, patches({ calls: [plivoTo('+14155550123')] }), reads],
		refusal: /the batch has 1 calls now instead of 3/,
		hint: /may have been replaced/,
	}),
	add({
		size: 'more',
		title: 'P2.9 a batch without an address has nobody to connect the call',
		parameters: { agent: byId(AGENT), batch: byId(ID), direction: 'incoming' },
		answers: [counted(2)],
		requests: [reads],
		refusal: /The batch has no webhook URL/,
	}),
	add({
		size: 'more',
		title: 'P2.9 a refusal of the plan is explained here, too',
		parameters: onto,
		answers: [counted(2), answer(403, { detail: 'Not in your plan.' })],
		requests: [reads, patches({ calls: [plivoTo('+14155550123')] })],
		refusal: /Ultravox schedules no calls for this account/,
	}),
	add({
		size: 'more',
		title: 'items of two batches',
		parameters: { ...fromItems, batch: byId('={{ $json.batch }}') },
		input: { phone: '+14155550123', batch: ID },
		furtherInput: [{ phone: '+14155550124', batch: OTHER_AGENT }],
		requests: [],
		refusal: /Items 1 and 2 have different batches/,
	}),
];
