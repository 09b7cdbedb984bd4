import type { ContractCase } from '../../operations/contractCase';
import { byId, page } from '../../operations/contractCase';
import { APPLICATION, current, ID, of, PATH, SUBACCOUNT } from '../support/application';

const get = of('get');
const getMany = of('getMany');

const SIMPLE = {
	app_id: ID,
	app_name: 'front-desk',
	answer_url: 'https://example.com/answer',
	answer_method: 'POST',
	hangup_url: 'https://example.com/answer',
	fallback_answer_url: '',
	message_url: '',
	default_number_app: false,
	sip_uri: `sip:${ID}@app.plivo.com`,
	sub_account: null,
};

/** Applications are read. */
export const applicationReadCases: ContractCase[] = [
	{
		...get,
		size: 'smallest',
		title: 'the fields that matter',
		parameters: { application: byId(ID) },
		answers: [current],
		requests: [{ method: 'GET', path: PATH }],
		items: [SIMPLE],
	},
	{
		...get,
		size: 'full',
		title: 'all fields',
		parameters: { application: byId(` ${ID} `), simplify: false },
		answers: [current],
		requests: [{ method: 'GET', path: PATH }],
		items: [APPLICATION],
	},
	{
		...get,
		size: 'bad',
		title: 'the name is not the ID',
		// From the item: in the panel, n8n itself refuses it.
		parameters: { application: byId('={{ $json.name }}') },
		input: { name: 'front-desk' },
		requests: [],
		refusal: /'Application' is not an ID: 'front-desk'/,
	},
	{
		...get,
		size: 'more',
		title: 'an ID that came as a number has lost its last digits',
		parameters: { application: { __rl: true, mode: 'id', value: Number(ID) } },
		requests: [],
		refusal: /'Application' came as a number too large to be exact/,
	},
	{
		...getMany,
		size: 'smallest',
		title: 'one page',
		parameters: {},
		answers: [page([APPLICATION])],
		requests: [{ method: 'GET', path: '/Application/', query: { limit: '20', offset: '0' } }],
		items: [SIMPLE],
	},
	{
		...getMany,
		size: 'full',
		title: 'by the beginning of the name, in a subaccount, all pages',
		source: 'plivo.md §4, §1.1',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: { appName: 'front', subaccount: SUBACCOUNT },
		},
		answers: [page(Array(20).fill(APPLICATION), 21), page([APPLICATION], 21)],
		requests: ['0', '20'].map((offset) => ({
			method: 'GET',
			path: '/Application/',
			query: { app_name: 'front', subaccount: SUBACCOUNT, limit: '20', offset },
		})),
		items: Array(21).fill(APPLICATION),
	},
	{
		...getMany,
		size: 'bad',
		title: 'a subaccount by its name',
		parameters: { filters: { subaccount: 'Marketing' } },
		requests: [],
		refusal: /'Subaccount' is not the Auth ID of a subaccount: 'Marketing'/,
	},
];
