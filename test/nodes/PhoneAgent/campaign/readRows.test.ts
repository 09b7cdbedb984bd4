import type { IDataObject, INode } from 'n8n-workflow';
import type { AgentVariables } from '../../../../nodes/PhoneAgent/campaign/agentVariables';
import { refuseBadRows } from '../../../../nodes/PhoneAgent/campaign/badRows';
import { readRows } from '../../../../nodes/PhoneAgent/campaign/readRows';
import { DoNotCallList } from '../../../../nodes/shared/callingHours/doNotCallList';
import { given, problemOf } from './support/given';

const node = { name: 'Phone Agent' } as INode;
const NO_VARIABLES: AgentVariables = { names: [], needed: new Set() };

interface Given {
	variables?: AgentVariables;
	doNotCall?: string[];
	defaultCountry?: string;
	defaultCallerId?: string;
}

const read = (
	items: Array<Record<string, unknown> & { fields?: IDataObject }>,
	{ variables = NO_VARIABLES, doNotCall = [], defaultCountry, ...rest }: Given = {},
) =>
	readRows(
		items.map(({ fields = {}, ...values }) => ({
			parameters: given({ from: '+14155550199', ...values }),
			fields,
		})),
		{
			node,
			variables,
			doNotCall: new DoNotCallList(doNotCall),
			defaultCountry,
			defaultCallerId: rest.defaultCallerId ?? '',
			additionalParams: { ring_timeout: 25 },
		},
	);

describe('the rows of a campaign', () => {
	test('are one of each item, with number, caller ID, values and metadata', () => {
		const { rows, listed, problems } = read(
			[
				{
					to: '(415) 555-0100',
					metadata: { values: [{ name: 'customer', value: 'c1' }] },
					options: { rowId: 'row-1' },
					fields: { name: 'Anna' },
				},
				{ to: 14155550101, from: '', fields: { name: 'Ben' } },
			],
			{
				variables: { names: ['name'], needed: new Set(['name']) },
				defaultCountry: 'US',
				defaultCallerId: '+14155550188',
			},
		);
		expect(problems).toEqual([]);
		expect(listed).toEqual([]);
		expect(rows).toEqual([
			{
				item: 0,
				id: 'row-1',
				phoneNumber: '+14155550100',
				from: '+14155550199',
				templateContext: { name: 'Anna' },
				metadata: { customer: 'c1' },
				additionalParams: { ring_timeout: 25 },
				attempt: 1,
			},
			{
				item: 1,
				id: '+14155550101',
				phoneNumber: '+14155550101',
				from: '+14155550188',
				templateContext: { name: 'Ben' },
				metadata: {},
				additionalParams: { ring_timeout: 25 },
				attempt: 1,
			},
		]);
	});

	test('all that are wrong are told at once, with everything that is wrong with each', () => {
		const { rows, problems } = read(
			[
				{ to: '+14155550100', fields: { name: 'Anna' } },
				{ to: 'call me', fields: {} },
				{ to: '+1 415 555 0100', fields: { name: 'Anna again' } },
				{ to: '', from: '', fields: { name: ' ' } },
				{ to: '+14155550199', fields: { name: 'Ourselves' } },
				{ to: '+14155550104<+14155550105', fields: { name: 'Two' } },
				{ to: '+14155550106', options: { rowId: '+14155550100' }, fields: { name: 'Same ID' } },
			],
			{ variables: { names: ['name'], needed: new Set(['name']) } },
		);
		expect(rows.map(({ item }) => item)).toEqual([0]);
		const said = problemOf(() => refuseBadRows(problems, 7));
		expect(said).toMatch(/^6 of 7 rows cannot be called as they are, so nothing was scheduled \| /);
		for (const line of [
			/Row 2: 'To': .*letters/,
			/Row 2: The agent needs a value for \{\{name\}\}/,
			/Row 3: The number is the one of row 1, too: \+14155550100/,
			/Row 4: 'To' is empty/,
			/Row 4: 'From' is empty, and the Plivo credential has no 'Default Caller ID'\. Give a phone number of/,
			/Row 4: The agent needs a value for \{\{name\}\}/,
			/Row 5: The number is the one that calls, too: \+14155550199/,
			/Row 6: .*several numbers/,
			/Row 7: 'Row ID' is the one of row 1, too: \+14155550100/,
		]) {
			expect(said).toMatch(line);
		}
		expect(said).not.toMatch(/Row 1:/);
	});

	test('two ways to write one mobile number of Argentina are one phone', () => {
		const { problems } = read([{ to: '+5491123456789' }, { to: '+541123456789' }]);
		expect(problems).toEqual([
			{ item: 1, problem: 'The number is the one of row 1, too: +541123456789' },
		]);
	});

	test('who must not be called is taken out before anything else is looked at', () => {
		const { rows, listed, problems } = read(
			[{ to: '+1 415 555 0100', from: 'nobody' }, { to: '+14155550100' }, { to: '+14155550101' }],
			{ doNotCall: ['(+1) 415-555-0100'] },
		);
		expect(problems).toEqual([]);
		expect(rows.map(({ phoneNumber }) => phoneNumber)).toEqual(['+14155550101']);
		expect(listed.map(({ item, to, reason }) => ({ item, to, reason }))).toEqual([
			{ item: 0, to: '+14155550100', reason: 'doNotCall' },
			{ item: 1, to: '+14155550100', reason: 'doNotCall' },
		]);
	});
});
