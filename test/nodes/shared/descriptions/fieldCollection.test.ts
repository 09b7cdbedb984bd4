import type { INodeProperties } from 'n8n-workflow';
import {
	byLabel,
	fieldCollection,
	optionsCollection,
} from '../../../../nodes/shared/descriptions/fieldCollection';

const field = (displayName: string): INodeProperties => ({
	displayName,
	name: displayName.toLowerCase(),
	type: 'string',
	default: '',
});
const fields = [field('Voice'), field('agent'), field('Language')];
const names = (options: INodeProperties['options'] = []) => options.map(({ name }) => name);

describe('a collection of fields', () => {
	it('is in the order of the labels, and leaves the list it was given alone', () => {
		expect(names(byLabel(fields))).toEqual(['agent', 'language', 'voice']);
		expect(names(fields)).toEqual(['voice', 'agent', 'language']);
	});

	it('begins empty, with its own labels', () => {
		const displayOptions = { show: { operation: ['create'] } };
		const { options, ...rest } = fieldCollection(
			{ displayName: 'Additional Fields', name: 'additionalFields', displayOptions },
			fields,
		);
		expect(rest).toEqual({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			displayOptions,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
		});
		expect(names(options)).toEqual(['agent', 'language', 'voice']);
	});

	it('says what is added where that is no field', () => {
		expect(optionsCollection(fields)).toMatchObject({
			displayName: 'Options',
			name: 'options',
			placeholder: 'Add Option',
		});
	});
});
