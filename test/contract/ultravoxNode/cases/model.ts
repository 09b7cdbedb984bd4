import type { ContractCase } from '../../operations/contractCase';
import { answer, results } from '../../operations/contractCase';

const PATH = '/api/models';
const models = [{ name: 'ultravox-v0.7' }, { name: 'ultravox-v0.6' }];

export const modelCases: ContractCase[] = [
	{
		resource: 'model',
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		source: 'ultravox.md §7.3',
		parameters: {},
		answers: [results(models)],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '50' } }],
		items: models,
	},
	{
		resource: 'model',
		operation: 'getMany',
		size: 'full',
		title: 'all pages',
		source: 'ultravox.md §1.1, §7.3',
		parameters: { returnAll: true },
		answers: [results(models.slice(0, 1), 'cD0y'), results(models.slice(1))],
		requests: [
			{ method: 'GET', path: PATH, query: { pageSize: '100' } },
			{ method: 'GET', path: PATH, query: { pageSize: '100', cursor: 'cD0y' } },
		],
		items: models,
	},
	{
		resource: 'model',
		operation: 'getMany',
		size: 'bad',
		title: 'the key may not read them',
		source: 'ultravox.md §1.2',
		parameters: {},
		answers: [answer(403, { detail: 'You do not have permission.' })],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '50' } }],
		refusal: /You do not have permission\./,
		hint: /HTTP status 403/,
	},
];
