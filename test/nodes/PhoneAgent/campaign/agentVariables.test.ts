import { agentVariables, rowContext } from '../../../../nodes/PhoneAgent/campaign/agentVariables';

const ofPrompt = (systemPrompt: string, more = {}) =>
	agentVariables({ callTemplate: { systemPrompt, ...more } });

describe('the variables a campaign has to know', () => {
	test('are those in the texts of the agent, and those its schema demands', () => {
		const variables = ofPrompt('Hello {{name}}, about {{ order.id }}.', {
			contextSchema: {
				type: 'object',
				properties: {
					name: { type: 'string' },
					order: { type: 'object', properties: { id: { type: 'string' } } },
					account: { type: 'string' },
					note: { type: 'string' },
				},
				required: ['account'],
			},
		});
		expect(variables.names).toEqual(['name', 'order.id', 'account', 'note']);
		expect([...variables.needed]).toEqual(['name', 'order.id', 'account']);
	});

	test('come from the item where they are not given', () => {
		const variables = ofPrompt('{{name}} {{order.id}} {{city}}');
		expect(
			rowContext(
				variables,
				{ order: { id: 7, note: 'mine' }, extra: 'kept' },
				{ name: 'Anna', city: 'Rome', order: { id: 8 }, phone: '+14155550100' },
			),
		).toEqual({
			templateContext: {
				name: 'Anna',
				city: 'Rome',
				order: { id: 7, note: 'mine' },
				extra: 'kept',
			},
			missing: [],
		});
	});

	test('a field of the very name counts, with its dots', () => {
		const variables = ofPrompt('{{user.name}}');
		expect(rowContext(variables, {}, { 'user.name': 'Anna' })).toEqual({
			templateContext: { user: { name: 'Anna' } },
			missing: [],
		});
	});

	test('0 and false are values; blanks, null and what is not there are none', () => {
		const variables = ofPrompt('{{a}} {{b}} {{c}} {{d}} {{e}}');
		expect(rowContext(variables, {}, { a: 0, b: false, c: ' ', d: null })).toEqual({
			templateContext: { a: 0, b: false },
			missing: ['c', 'd', 'e'],
		});
	});

	test('a blank one that was given on purpose is missing, too', () => {
		const variables = ofPrompt('{{name}}');
		expect(rowContext(variables, { name: '' }, { name: 'Anna' }).missing).toEqual(['name']);
	});

	test('an agent without a template has none', () => {
		expect(agentVariables({}).names).toEqual([]);
	});
});
